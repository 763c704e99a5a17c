#pragma once

#include <string>
#include <string_view>

namespace pscope {

/// Text for the content or an attribute of XML and HTML: & < > " ' escaped, control characters dropped.
std::string escapeXml(std::string_view text);
/// A coordinate: at most two decimals, C locale.
std::string coordinate(double value);
/// A number for people: `digits` significant digits, thousands kept apart by narrow spaces, no exponent between 1e-4
/// and 1e15.
std::string humanNumber(double value, int digits = 5);
/// A number on an axis: SI suffix from 10,000 on ("1.5 M").
std::string tickNumber(double value);

/// Colours of the figures in light surroundings; dark ones are set by the style sheet of svgOpen().
/// Blue, vermillion and orange of Okabe and Ito's colour-blind safe palette (2008).
namespace figure_colour {
inline constexpr const char* kText = "#24292f";
inline constexpr const char* kMuted = "#5f6873";
inline constexpr const char* kGrid = "#e4e7eb";
inline constexpr const char* kAxis = "#8a939e";
inline constexpr const char* kFront = "#0072b2";
inline constexpr const char* kDominated = "#8c959f";
inline constexpr const char* kInfeasible = "#d55e00";
inline constexpr const char* kBand = "#e69f00";
inline constexpr const char* kBackground = "#ffffff";
}  // namespace figure_colour

/// Opening tag with title and description (for screen readers), style sheet for dark surroundings, and background.
std::string svgOpen(double width, double height, const std::string& title, const std::string& description);
/// <text>; `anchor` is start, middle or end; `role` is text or muted.
std::string svgText(double x, double y, std::string_view text, const char* anchor = "start", double size = 12,
                    const char* role = "text", const char* extra = "");
std::string svgLine(double x1, double y1, double x2, double y2, const char* role, const char* colour, double width = 1,
                    const char* dash = "");

}  // namespace pscope
