#pragma once

#include <QString>
#include <string>

namespace pscope::test {

/// Path of a file of the reference data (PSCOPE_TEST_DATA), or "" when the variable is unset.
std::string testData(const char* relativePath);
/// Path of a file in tests/data of the project.
std::string ownData(const char* relativePath);

}  // namespace pscope::test

/// Skips the test when no reference data are named; fails it when they are named but the file is missing.
#define PSCOPE_NEEDS_DATA(variable, relativePath)                                                  \
  const std::string variable = pscope::test::testData(relativePath);                               \
  if (variable.empty()) QSKIP("PSCOPE_TEST_DATA is not set: this test needs the reference data."); \
  QVERIFY2(QFile::exists(QString::fromStdString(variable)), ("missing reference data: " + variable).c_str())

/// Fails with the error's text when a Result is not ok.
#define PSCOPE_VERIFY_OK(result)                                                                     \
  do {                                                                                               \
    const auto& verifiedResult = (result);                                                           \
    QVERIFY2(verifiedResult.ok(), verifiedResult.ok() ? "" : verifiedResult.error().text().c_str()); \
  } while (false)
