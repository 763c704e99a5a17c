#include "viz/figure/svg_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/base/number_text.h"

namespace pscope {
namespace {

std::string fixedText(double value, int decimals) {
  std::array<char, 400> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals).ptr;
  std::string text(buffer.data(), end);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  if (text == "-0") text = "0";
  return text;
}

// Thousands of the integer part apart, from five digits on.
std::string grouped(std::string text) {
  const auto begin = static_cast<std::size_t>(text.front() == '-' ? 1 : 0);
  auto end = text.find('.');
  if (end == std::string::npos) end = text.size();
  if (end - begin < 5) return text;
  for (auto i = end; i > begin + 3;) {
    i -= 3;
    text.insert(i, "\u202f");
  }
  return text;
}

}  // namespace

std::string escapeXml(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') result += c;
    }
  }
  return result;
}

std::string coordinate(double value) {
  if (!std::isfinite(value)) return "0";
  return fixedText(value, 2);
}

std::string humanNumber(double value, int digits) {
  if (!std::isfinite(value)) return numberText(value);
  const double size = std::abs(value);
  if (size != 0 && (size < 1e-4 || size >= 1e15)) return numberText(value, digits);
  if (size >= 1e6 || (size >= 1000 && std::floor(value) == value)) return grouped(fixedText(value, 0));
  const int before = size < 1 ? 0 : static_cast<int>(std::floor(std::log10(size))) + 1;
  const int leadingZeros = size < 1 && size > 0 ? static_cast<int>(-std::floor(std::log10(size))) - 1 : 0;
  return grouped(fixedText(value, std::max(0, digits - before + leadingZeros)));
}

std::string tickNumber(double value) {
  const double size = std::abs(value);
  for (const auto& [limit, suffix] : {std::pair{1e12, " T"}, std::pair{1e9, " G"}, std::pair{1e6, " M"}}) {
    if (size >= limit) return numberText(value / limit, 4) + suffix;
  }
  if (size >= 1e4) return numberText(value / 1e3, 4) + " k";
  return numberText(value, 4);
}

std::string svgOpen(double width, double height, const std::string& title, const std::string& description) {
  const std::string w = coordinate(width);
  const std::string h = coordinate(height);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w + "\" height=\"" + h +
                    "\" viewBox=\"0 0 " + w + " " + h +
                    "\" role=\"img\" font-family=\"system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n";
  svg += "<title>" + escapeXml(title) + "</title>\n<desc>" + escapeXml(description) + "</desc>\n";
  svg +=
      "<style>@media (prefers-color-scheme: dark) {"
      " .ps-background { fill: #1b1f24; } .ps-text { fill: #e6edf3; } .ps-muted { fill: #a3adb8; }"
      " .ps-grid { stroke: #30363d; } .ps-axis { stroke: #6e7681; } .ps-front { fill: #56b4e9; }"
      " .ps-frontline { stroke: #56b4e9; } .ps-dominated { stroke: #8b949e; } .ps-infeasible { stroke: #ff8f3f; }"
      " .ps-bound { stroke: #ff8f3f; } .ps-edge { stroke: #a3adb8; } .ps-arrow { fill: #a3adb8; }"
      " .ps-halo { stroke: #1b1f24; } .ps-block { fill: #22282f; stroke: #6e7681; } }</style>\n";
  svg += "<rect class=\"ps-background\" width=\"" + w + "\" height=\"" + h + "\" fill=\"" + figure_colour::kBackground +
         "\"/>\n";
  return svg;
}

std::string svgText(double x, double y, std::string_view text, const char* anchor, double size, const char* role,
                    const char* extra) {
  const bool muted = std::string_view(role) == "muted";
  return "<text class=\"ps-" + std::string(role) + "\" x=\"" + coordinate(x) + "\" y=\"" + coordinate(y) +
         "\" text-anchor=\"" + anchor + "\" font-size=\"" + coordinate(size) + "\" fill=\"" +
         (muted ? figure_colour::kMuted : figure_colour::kText) + "\"" + (*extra != '\0' ? " " : "") + extra + ">" +
         escapeXml(text) + "</text>\n";
}

std::string svgLine(double x1, double y1, double x2, double y2, const char* role, const char* colour, double width,
                    const char* dash) {
  return "<line class=\"ps-" + std::string(role) + "\" x1=\"" + coordinate(x1) + "\" y1=\"" + coordinate(y1) +
         "\" x2=\"" + coordinate(x2) + "\" y2=\"" + coordinate(y2) + "\" stroke=\"" + colour + "\" stroke-width=\"" +
         coordinate(width) + "\"" + (*dash != '\0' ? std::string(" stroke-dasharray=\"") + dash + "\"" : "") + "/>\n";
}

}  // namespace pscope
