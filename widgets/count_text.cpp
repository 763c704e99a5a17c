#include "widgets/count_text.h"

#include <QLocale>
#include <cmath>
#include <cstdlib>

#include "widgets/text.h"

namespace pscope {

namespace {

constexpr std::size_t kWhole = 7;  ///< digits that are read at a glance

QString raised(const QString& number) {
  static const QChar kDigits[] = {QChar(0x2070), QChar(0x00b9), QChar(0x00b2), QChar(0x00b3), QChar(0x2074),
                                  QChar(0x2075), QChar(0x2076), QChar(0x2077), QChar(0x2078), QChar(0x2079)};
  QString text;
  for (const QChar c : number) text += c.isDigit() ? kDigits[c.digitValue()] : QChar(0x00b7);
  return text;
}

}  // namespace

QString groupedDigits(const std::string& digits) {
  QString text = toQString(digits);
  for (auto place = text.size() - 3; place > 0; place -= 3) text.insert(place, QLocale().groupSeparator());
  return text;
}

QString shortCountText(const std::string& digits) {
  if (digits.size() <= kWhole) return groupedDigits(digits);
  const double mantissa = std::strtod((digits.substr(0, 1) + "." + digits.substr(1, 6)).c_str(), nullptr);
  // 9.996 rounds to 10.0: one power more.
  const bool carries = mantissa >= 9.995;
  const auto power = digits.size() - 1 + (carries ? 1 : 0);
  return QStringLiteral("%1 × 10%2")
      .arg(QLocale().toString(carries ? 1.0 : mantissa, 'f', 2), raised(QString::number(power)));
}

QString powerOfTenText(const std::string& digits) {
  if (digits.empty() || digits == "0") return QStringLiteral("0");
  const double mantissa = std::strtod((digits.substr(0, 1) + "." + digits.substr(1, 14)).c_str(), nullptr);
  const double power = std::log10(mantissa) + static_cast<double>(digits.size() - 1);
  return QStringLiteral("≈ 10%1").arg(raised(QLocale::c().toString(power, 'f', 1)));
}

}  // namespace pscope
