#include <QTest>

#include "tests/support/test_registry.h"

namespace pscope::test {

std::vector<TestClass>& testClasses() {
  static std::vector<TestClass> classes;
  return classes;
}

int runAll(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  QByteArray only;
  if (argc > 1) {
    for (const auto& testClass : testClasses()) {
      if (qstrcmp(testClass.name, argv[1]) == 0) only = argv[1];
    }
    if (!only.isEmpty()) arguments.erase(arguments.begin() + 1);
  }
  int failures = 0;
  for (const auto& testClass : testClasses()) {
    if (!only.isEmpty() && only != testClass.name) continue;
    const auto object = testClass.make();
    failures += QTest::qExec(object.get(), static_cast<int>(arguments.size()), arguments.data());
  }
  return failures;
}

}  // namespace pscope::test
