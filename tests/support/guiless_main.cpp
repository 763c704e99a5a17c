#include <QCoreApplication>

#include "tests/support/test_registry.h"

int main(int argc, char** argv) {
  const QCoreApplication app(argc, argv);
  return pscope::test::runAll(argc, argv);
}
