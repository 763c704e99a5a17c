#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <vector>

namespace pscope::test {

struct TestClass {
  const char* name;
  std::function<std::unique_ptr<QObject>()> make;
};
std::vector<TestClass>& testClasses();

struct Registrar {
  template <class T>
  static bool add(const char* name) {
    testClasses().push_back({name, [] { return std::make_unique<T>(); }});
    return true;
  }
};

/// Runs every class of the executable, or the one named by the first argument (the rest goes to Qt Test).
int runAll(int argc, char** argv);

}  // namespace pscope::test

/// At the end of a tst_<unit>.cpp, before its #include "tst_<unit>.moc".
#define PSCOPE_TEST(Class) static const bool registered##Class = pscope::test::Registrar::add<Class>(#Class);
