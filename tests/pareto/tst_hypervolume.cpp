#include <QtTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/pareto/hypervolume.h"
#include "tests/pareto/special_numbers.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

using Point = std::vector<double>;
using Points = std::vector<Point>;

/// Volume on the grid of all coordinates: each cell belongs to the union when some point is not above its low corner.
double volumeByCells(const Points& points, const Point& reference) {
  const std::size_t m = reference.size();
  std::vector<Point> edges(m);
  for (std::size_t k = 0; k < m; ++k) {
    for (const auto& point : points) edges[k].push_back(std::min(point[k], reference[k]));
    edges[k].push_back(reference[k]);
    std::sort(edges[k].begin(), edges[k].end());
  }
  std::vector<std::size_t> cell(m, 0);
  double total = 0;
  while (true) {
    double volume = 1;
    for (std::size_t k = 0; k < m; ++k) volume *= edges[k][cell[k] + 1] - edges[k][cell[k]];
    const bool covered = volume > 0 && std::any_of(points.begin(), points.end(), [&](const Point& point) {
                           for (std::size_t k = 0; k < m; ++k) {
                             if (point[k] > edges[k][cell[k]]) return false;
                           }
                           return true;
                         });
    if (covered) total += volume;
    std::size_t k = 0;
    while (k < m && ++cell[k] + 1 == edges[k].size()) cell[k++] = 0;
    if (k == m) return total;
  }
}

Points randomPoints(Rng& rng, std::size_t count, std::size_t objectives, std::uint64_t levels) {
  Points points(count);
  for (auto& point : points) {
    for (std::size_t k = 0; k < objectives; ++k) point.push_back(static_cast<double>(rng.below(levels)) / 4);
  }
  return points;
}

bool near(double value, double expected, double relative = 1e-9) {
  return std::abs(value - expected) <= relative * std::max(1e-300, std::abs(expected));
}

/// Rows of numbers of a CSV file with one header line; empty cells read as NaN.
std::vector<std::vector<std::string>> csvRows(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> row;
    std::string cell;
    for (std::istringstream cells(line); std::getline(cells, cell, ',');) row.push_back(cell);
    rows.push_back(std::move(row));
  }
  return rows;
}

Point numbers(const std::string& text) {
  std::istringstream stream(text);
  Point result;
  for (double value = 0; stream >> value;) result.push_back(value);
  return result;
}

/// One front of a pagmo2 test file.
struct Case {
  Point reference;
  Points points;
  std::size_t index = 0;
  double answer = 0;
};
std::vector<Case> pagmoCases(const std::string& path, bool withIndex) {
  std::ifstream file(path);
  std::size_t count = 0;
  file >> count;
  std::vector<Case> cases(count);
  for (auto& one : cases) {
    std::size_t m = 0, n = 0;
    file >> m >> n;
    one.reference.resize(m);
    for (double& value : one.reference) file >> value;
    one.points.assign(n, Point(m));
    for (auto& point : one.points) {
      for (double& value : point) file >> value;
    }
    if (withIndex) file >> one.index;
    file >> one.answer;
  }
  return file ? cases : std::vector<Case>{};
}

}  // namespace

class TstHypervolume : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void toy();
  void pagmoVectors_data();
  void pagmoVectors();
  void pagmoContributions_data();
  void pagmoContributions();
  void moocoreVectors();
  void publishedFronts();
  void equalsTheCells_data();
  void equalsTheCells();
  void contributionsEqualTheDifference_data();
  void contributionsEqualTheDifference();
  void curveEqualsTheVolume_data();
  void curveEqualsTheVolume();
  void curveIgnoresWhatIsNotANumber();
  void outsideTheReferenceAddsNothing();
  void refusesBadInput();
  void referenceWhenNobodyNamesOne();
};

// Search manual 3.4 and Appendix C.
void TstHypervolume::toy() {
  QCOMPARE(hypervolume(Points{{1, 3}, {2, 2}, {3, 1}}, Point{4, 4}).value(), 6.0);
  QCOMPARE(hypervolume(Points{}, Point{4, 4}).value(), 0.0);
  QCOMPARE(hypervolume(Points{{3}, {1}, {2}}, Point{4}).value(), 3.0);
  QCOMPARE(hypervolume(Points{{1, 1, 1}}, Point{2, 3, 4}).value(), 6.0);
  QCOMPARE(hypervolumeContributions(Points{{1, 3}, {2, 2}, {3, 1}}, Point{4, 4}).value(), (Point{1, 1, 1}));
}

void TstHypervolume::pagmoVectors_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<int>("fronts");
  QTest::addColumn<double>("first");
  QTest::newRow("2-D") << "hv/pagmo2/c_max_t100_d2_n128.txt" << 100 << 0.124557478826;
  QTest::newRow("3-D") << "hv/pagmo2/c_max_t1_d3_n2048.txt" << 1 << 0.103294648051;
}

void TstHypervolume::pagmoVectors() {
  QFETCH(QString, file);
  QFETCH(int, fronts);
  QFETCH(double, first);
  PSCOPE_NEEDS_DATA(path, qPrintable(file));
  const auto cases = pagmoCases(path, false);
  QCOMPARE(static_cast<int>(cases.size()), fronts);
  QVERIFY(near(cases.front().answer, first, 1e-11));
  for (const auto& one : cases) {
    const auto volume = hypervolume(one.points, one.reference);
    PSCOPE_VERIFY_OK(volume);
    QVERIFY2(near(volume.value(), one.answer), qPrintable(QString::number(volume.value(), 'g', 17)));
  }
}

void TstHypervolume::pagmoContributions_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<int>("fronts");
  QTest::newRow("2-D") << "hv/pagmo2/e_max_d2.txt" << 5;
  QTest::newRow("5-D") << "hv/pagmo2/e_max_d5.txt" << 2;
}

void TstHypervolume::pagmoContributions() {
  QFETCH(QString, file);
  QFETCH(int, fronts);
  PSCOPE_NEEDS_DATA(path, qPrintable(file));
  const auto cases = pagmoCases(path, true);
  QCOMPARE(static_cast<int>(cases.size()), fronts);
  for (const auto& one : cases) {
    const auto shares = hypervolumeContributions(one.points, one.reference);
    PSCOPE_VERIFY_OK(shares);
    QVERIFY(std::abs(shares.value()[one.index] - one.answer) <= 1e-12);
  }
}

void TstHypervolume::moocoreVectors() {
  PSCOPE_NEEDS_DATA(pointsPath, "hv/moocore_input1_2d.csv");
  PSCOPE_NEEDS_DATA(answersPath, "hv/moocore_expected_hv.csv");
  std::map<std::string, Points> sets;
  for (const auto& row : csvRows(pointsPath)) sets[row[0]].push_back({*parseNumber(row[1]), *parseNumber(row[2])});
  int compared = 0;
  for (const auto& row : csvRows(answersPath)) {
    const auto volume = hypervolume(sets.at(row[1]), numbers(row[2]));
    PSCOPE_VERIFY_OK(volume);
    QVERIFY(near(volume.value(), *parseNumber(row[4])));
    ++compared;
  }
  QCOMPARE(compared, 10);
}

void TstHypervolume::publishedFronts() {
  PSCOPE_NEEDS_DATA(answersPath, "hv/fronts/expected_hypervolumes.csv");
  int compared = 0;
  for (const auto& row : csvRows(answersPath)) {
    if (row.size() < 6 || row[5].empty()) continue;
    PSCOPE_NEEDS_DATA(path, ("hv/fronts/" + row[0]).c_str());
    Points points;
    for (const auto& cells : csvRows(path)) {
      Point point;
      for (const auto& cell : cells) point.push_back(*parseNumber(cell));
      points.push_back(std::move(point));
    }
    const auto volume = hypervolume(points, numbers(row[4]));
    PSCOPE_VERIFY_OK(volume);
    // Reference points are printed with six digits where the volumes were computed with all of them, ten printed.
    const double tolerance = row[4] == "1.1 1.1" ? 1e-9 : 2e-5;
    QVERIFY2(near(volume.value(), *parseNumber(row[5]), tolerance),
             qPrintable(QString::fromStdString(row[0]) + " " + QString::number(volume.value(), 'g', 12)));
    ++compared;
  }
  QCOMPARE(compared, 7);
}

void TstHypervolume::equalsTheCells_data() {
  QTest::addColumn<int>("objectives");
  QTest::addColumn<int>("points");
  QTest::addColumn<int>("levels");
  QTest::newRow("1-D") << 1 << 6 << 9;
  QTest::newRow("2-D, ties") << 2 << 12 << 6;
  QTest::newRow("2-D") << 2 << 30 << 1000;
  QTest::newRow("3-D, ties") << 3 << 12 << 5;
  QTest::newRow("3-D") << 3 << 14 << 1000;
  QTest::newRow("4-D, ties") << 4 << 8 << 4;
  QTest::newRow("4-D") << 4 << 8 << 1000;
  QTest::newRow("5-D, ties") << 5 << 6 << 4;
  QTest::newRow("5-D") << 5 << 6 << 1000;
  QTest::newRow("6-D") << 6 << 5 << 10;
}

void TstHypervolume::equalsTheCells() {
  QFETCH(int, objectives);
  QFETCH(int, points);
  QFETCH(int, levels);
  Rng rng(static_cast<std::uint64_t>(objectives * 100 + levels));
  for (int repeat = 0; repeat < 20; ++repeat) {
    const Points front = randomPoints(rng, static_cast<std::size_t>(points), static_cast<std::size_t>(objectives),
                                      static_cast<std::uint64_t>(levels));
    // Inside the range of the points, so that some lie outside the box or on its side.
    const Point reference(static_cast<std::size_t>(objectives), 0.9 * levels / 4.0);
    const auto volume = hypervolume(front, reference);
    PSCOPE_VERIFY_OK(volume);
    const double expected = volumeByCells(front, reference);
    QVERIFY2(std::abs(volume.value() - expected) <= 1e-12 * std::pow(levels, objectives),
             qPrintable(QString("%1 instead of %2").arg(volume.value()).arg(expected)));
  }
}

void TstHypervolume::contributionsEqualTheDifference_data() {
  equalsTheCells_data();
}

void TstHypervolume::contributionsEqualTheDifference() {
  QFETCH(int, objectives);
  QFETCH(int, points);
  QFETCH(int, levels);
  Rng rng(static_cast<std::uint64_t>(objectives * 37 + levels));
  for (int repeat = 0; repeat < 5; ++repeat) {
    const Points front = randomPoints(rng, static_cast<std::size_t>(points), static_cast<std::size_t>(objectives),
                                      static_cast<std::uint64_t>(levels));
    const Point reference(static_cast<std::size_t>(objectives), 0.9 * levels / 4.0);
    const auto shares = hypervolumeContributions(front, reference);
    PSCOPE_VERIFY_OK(shares);
    const double all = volumeByCells(front, reference);
    for (std::size_t i = 0; i < front.size(); ++i) {
      Points others = front;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      const double expected = all - volumeByCells(others, reference);
      QVERIFY(std::abs(shares.value()[i] - expected) <= 1e-12 * std::pow(levels, objectives));
    }
  }
}

void TstHypervolume::curveEqualsTheVolume_data() {
  equalsTheCells_data();
}

void TstHypervolume::curveEqualsTheVolume() {
  QFETCH(int, objectives);
  QFETCH(int, levels);
  Rng rng(static_cast<std::uint64_t>(objectives * 7 + levels));
  const Points points = randomPoints(rng, 60, static_cast<std::size_t>(objectives), static_cast<std::uint64_t>(levels));
  const Point reference(static_cast<std::size_t>(objectives), 0.9 * levels / 4.0);
  HypervolumeCurve curve(reference);
  double before = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double gain = curve.gain(points[i]);
    const double value = curve.add(points[i]);
    QVERIFY(std::abs(before + gain - value) <= 1e-12 * std::pow(levels, objectives));
    QVERIFY(value >= before);
    before = value;
    const double expected = hypervolume(std::span(points).first(i + 1), reference).value();
    QVERIFY(std::abs(value - expected) <= 1e-12 * std::pow(levels, objectives));
    QCOMPARE(curve.value(), value);
  }
}

void TstHypervolume::curveIgnoresWhatIsNotANumber() {
  HypervolumeCurve curve({4, 4});
  QCOMPARE(curve.add(Point{1, 3}), 3.0);
  QCOMPARE(curve.add(Point{kNan, 0}), 3.0);
  QCOMPARE(curve.add(Point{-kInfinity, 0}), 3.0);
  QCOMPARE(curve.add(Point{0, 0, 0}), 3.0);
  QCOMPARE(curve.add(Point{2, 2}), 5.0);
  QCOMPARE(HypervolumeCurve({kNan, 1}).add(Point{0, 0}), 0.0);
}

void TstHypervolume::outsideTheReferenceAddsNothing() {
  QCOMPARE(hypervolume(Points{{4, 0}, {0, 4}, {5, 5}, {3, 3}}, Point{4, 4}).value(), 1.0);
  QCOMPARE(hypervolume(Points{{1, 1, 9}, {1, 1, 1}}, Point{2, 2, 2}).value(), 1.0);
}

void TstHypervolume::refusesBadInput() {
  QVERIFY(hypervolume(Points{{1, 2}}, Point{4, 4, 4}).error().code == ErrorCode::InvalidArgument);
  QVERIFY(hypervolume(Points{{1, 2}, {kNan, 1}}, Point{4, 4}).error().code == ErrorCode::InvalidArgument);
  QVERIFY(hypervolume(Points{{1, -kInfinity}}, Point{4, 4}).error().code == ErrorCode::InvalidArgument);
  QVERIFY(hypervolume(Points{{1, 2}}, Point{4, kInfinity}).error().code == ErrorCode::InvalidArgument);
  QVERIFY(hypervolume(Points{}, Point{}).error().code == ErrorCode::InvalidArgument);
  QVERIFY(hypervolume(Points{Point(7, 0.0)}, Point(7, 1.0)).error().code == ErrorCode::Unsupported);
  QVERIFY(hypervolumeContributions(Points{{1, 2}}, Point{4}).error().code == ErrorCode::InvalidArgument);
}

void TstHypervolume::referenceWhenNobodyNamesOne() {
  QCOMPARE(defaultReference(Points{{1, 5}, {3, 5}, {kNan, 99}}), (Point{3.2, 6}));
  QVERIFY(defaultReference(Points{}).empty());
}

PSCOPE_TEST(TstHypervolume)
#include "tst_hypervolume.moc"
