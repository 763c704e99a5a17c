#include <QtTest>
#include <numeric>
#include <set>

#include "core/nn/batch_source.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstBatchSource : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void normalisesAndPutsChannelsLast();
  void shiftsAndFlips();
};

void TstBatchSource::normalisesAndPutsChannelsLast() {
  ImageSet images;
  images.shape = {2, 1, 2};
  images.pixels = {0, 0, 0, 0, 51, 102, 255, 0};  // image 1: red 51 102, green 255 0
  images.labels = {0, 1};
  const std::vector<float> mean{0.2F, 0.5F};
  const std::vector<float> deviation{0.1F, 0.25F};
  const BatchSource source(images, mean, deviation);
  std::vector<float> batch(4);
  const std::vector<std::size_t> indexes{1};
  source.fill(indexes, batch);
  // (51/255 - 0.2) / 0.1 = 0, (1 - 0.5) / 0.25 = 2, (102/255 - 0.2) / 0.1 = 2, (0 - 0.5) / 0.25 = -2
  const std::vector<float> expected{0, 2, 2, -2};
  for (std::size_t i = 0; i < 4; ++i) QVERIFY(std::abs(batch[i] - expected[i]) < 1e-5F);
}

// 1x5 image 10 20 30 40 50, shift up to 1, flip: the six possible outcomes, edge pixels repeated, all of them drawn.
void TstBatchSource::shiftsAndFlips() {
  ImageSet images;
  images.shape = {1, 1, 5};
  images.pixels = {10, 20, 30, 40, 50};
  images.labels = {0};
  const std::vector<float> mean{0};
  const std::vector<float> deviation{1.0F / 255};  // values come back as they were
  const BatchSource source(images, mean, deviation);
  std::set<std::vector<int>> seen;
  Rng rng(3);
  for (int i = 0; i < 200; ++i) {
    std::vector<float> batch(5);
    const std::vector<std::size_t> indexes{0};
    source.fill(indexes, batch, {true, 1}, rng);
    std::vector<int> row;
    for (const float value : batch) row.push_back(qRound(value));
    seen.insert(row);
  }
  const std::set<std::vector<int>> possible{{10, 20, 30, 40, 50}, {20, 30, 40, 50, 50}, {10, 10, 20, 30, 40},
                                            {50, 40, 30, 20, 10}, {40, 30, 20, 10, 10}, {50, 50, 40, 30, 20}};
  QVERIFY(seen == possible);
}

PSCOPE_TEST(TstBatchSource)
#include "tst_batch_source.moc"
