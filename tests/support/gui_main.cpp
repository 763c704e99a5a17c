#include <QApplication>
#include <clocale>

#include "tests/support/test_registry.h"

int main(int argc, char** argv) {
  const QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  return pscope::test::runAll(argc, argv);
}
