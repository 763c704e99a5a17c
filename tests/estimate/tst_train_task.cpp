#include <QtTest>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/estimate/train_task.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstTrainTask : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void taskComesBack();
  void resultComesBack();
  void recipeTakesDefaultsAndRefusesNonsense_data();
  void recipeTakesDefaultsAndRefusesNonsense();
  void epochsFollowTheData();
  void designsSetTheirRecipe();
};

void TstTrainTask::taskComesBack() {
  TrainTask task;
  task.spaceDocument = R"({"name": "x"})";
  task.design = "width=8;stage1.depth=2";
  task.scale = "rgb";
  task.data = {"idx", "/data/with \"quotes\""};
  task.recipe.epochs = 2.5;
  task.recipe.flip = true;
  task.recipe.shift = 3;
  task.recipe.labelSmoothing = 0.1;
  task.recipe.channelsLast = false;
  task.readTest = true;
  task.weightsFile = "w.safetensors";
  for (const std::uint64_t seed :
       {std::uint64_t{0}, std::uint64_t{1} << 53, std::numeric_limits<std::uint64_t>::max()}) {
    task.seed = seed;
    const auto json = parseJson(toJson(task).dump(), "task");
    PSCOPE_VERIFY_OK(json);
    const auto back = parseTrainTask(JsonView(json.value(), "task"));
    PSCOPE_VERIFY_OK(back);
    QVERIFY(back.value() == task);
  }
  auto json = toJson(task);
  json["seed"] = -1;
  const auto negative = parseTrainTask(JsonView(json, "task"));
  QVERIFY(!negative.ok());
  QCOMPARE(negative.error().place, std::string("/seed"));
}

void TstTrainTask::resultComesBack() {
  TrainResult result;
  result.trainAccuracy = 91.25;
  result.validationAccuracy = std::nan("");
  result.testAccuracy = 88.5;
  result.validationStandardError = 0.75;
  result.epochs = 5;
  result.bestEpoch = 4;
  result.seconds = 12.5;
  result.dataHash = "abc";
  result.libraries = {{"libtorch", "1.13.0"}};
  result.threads = 2;
  const auto json = parseJson(toJson(result).dump(), "result");
  PSCOPE_VERIFY_OK(json);
  const auto back = parseTrainResult(JsonView(json.value(), "result"));
  PSCOPE_VERIFY_OK(back);
  QCOMPARE(back.value().trainAccuracy, 91.25);
  QVERIFY(std::isnan(back.value().validationAccuracy));
  QCOMPARE(*back.value().testAccuracy, 88.5);
  QCOMPARE(back.value().bestEpoch, 4.0);
  QCOMPARE(back.value().libraries, result.libraries);
  QCOMPARE(back.value().threads, 2);
  result.testAccuracy.reset();
  QVERIFY(!toJson(result).contains("test_accuracy"));
}

void TstTrainTask::recipeTakesDefaultsAndRefusesNonsense_data() {
  QTest::addColumn<QString>("json");
  QTest::addColumn<QString>("place");  // empty: accepted
  QTest::newRow("empty") << "{}" << "";
  QTest::newRow("some") << R"({"epochs": 0.5, "batch_size": 32})" << "";
  QTest::newRow("misspelt") << R"({"epoch": 3})" << "/epoch";
  QTest::newRow("negative epochs") << R"({"epochs": -1})" << "/epochs";
  QTest::newRow("epochs inf") << R"({"epochs": "inf"})" << "/epochs";
  QTest::newRow("rate nan") << R"({"learning_rate": "nan"})" << "/learning_rate";
  QTest::newRow("batch 0") << R"({"batch_size": 0})" << "/batch_size";
  QTest::newRow("batch text") << R"({"batch_size": "many"})" << "/batch_size";
  QTest::newRow("share 0") << R"({"data_share": 0})" << "/data_share";
  QTest::newRow("share 2") << R"({"data_share": 2})" << "/data_share";
  QTest::newRow("smoothing 2") << R"({"label_smoothing": 2})" << "/label_smoothing";
}

void TstTrainTask::recipeTakesDefaultsAndRefusesNonsense() {
  QFETCH(const QString, json);
  QFETCH(const QString, place);
  const auto document = parseJson(json.toStdString(), "recipe.json");
  PSCOPE_VERIFY_OK(document);
  const auto recipe = parseTrainRecipe(JsonView(document.value(), "recipe.json"));
  if (place.isEmpty()) {
    PSCOPE_VERIFY_OK(recipe);
    QCOMPARE(recipe.value().momentum, TrainRecipe().momentum);
    const Json again = toJson(recipe.value());
    const auto back = parseTrainRecipe(JsonView(again, "recipe.json"));
    PSCOPE_VERIFY_OK(back);
    QVERIFY(back.value() == recipe.value());
  } else {
    QVERIFY(!recipe.ok());
    QCOMPARE(QString::fromStdString(recipe.error().place), place);
  }
}

void TstTrainTask::epochsFollowTheData() {
  TrainRecipe recipe;
  QCOMPARE(effectiveEpochs(recipe, 10'800), 5.0);  // glyphs
  QCOMPARE(effectiveEpochs(recipe, 54'000), 2.0);  // Fashion-MNIST
  QCOMPARE(effectiveEpochs(recipe, 1'000'000), 1.0);
  recipe.dataShare = 0.5;
  QCOMPARE(effectiveEpochs(recipe, 54'000), 4.0);
  recipe.epochs = 0.25;
  QCOMPARE(effectiveEpochs(recipe, 54'000), 0.25);
}

void TstTrainTask::designsSetTheirRecipe() {
  const auto spaceWith = [](const std::string& choices) {
    return Space::fromText(R"({"pscope_space": 1, "name": "r", "choices": [)" + choices + R"(],
      "scales": [{"name": "deploy", "input": [1, 8, 8], "classes": 2}],
      "network": [{"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}]})",
                           "r.json");
  };
  const auto space = spaceWith(R"(
      {"name": "width", "type": "categorical", "levels": [8, 16]},
      {"name": "recipe", "type": "group", "choices": [
        {"name": "learning_rate", "type": "real", "low": 0.01, "high": 1, "levels": 3, "scale": "log", "layer": "recipe"},
        {"name": "batch_size", "type": "categorical", "levels": [32, 64], "layer": "recipe"},
        {"name": "flip", "type": "boolean", "layer": "recipe"}]})");
  PSCOPE_VERIFY_OK(space);
  TrainRecipe base;
  base.labelSmoothing = 0.1;
  const auto genome = space.value().parse("width=8;recipe.learning_rate=0.1;recipe.batch_size=32;recipe.flip=true");
  PSCOPE_VERIFY_OK(genome);
  const auto recipe = recipeOfDesign(space.value(), genome.value(), base);
  PSCOPE_VERIFY_OK(recipe);
  QCOMPARE(recipe.value().learningRate, 0.1);
  QCOMPARE(recipe.value().batchSize, 32);
  QVERIFY(recipe.value().flip);
  QCOMPARE(recipe.value().labelSmoothing, 0.1);  // untouched
  QCOMPARE(recipe.value().momentum, base.momentum);

  const auto other = spaceWith(R"({"name": "learnign_rate", "type": "categorical", "levels": [1], "layer": "recipe"})");
  PSCOPE_VERIFY_OK(other);
  const auto refused = recipeOfDesign(other.value(), {0}, base);
  QVERIFY(!refused.ok());
  QVERIFY(refused.error().text().find("learnign_rate") != std::string::npos);
  QVERIFY(refused.error().text().find("learning_rate,") != std::string::npos);

  const auto words =
      spaceWith(R"({"name": "momentum", "type": "categorical", "levels": ["low", "high"], "layer": "recipe"})");
  PSCOPE_VERIFY_OK(words);
  QVERIFY(!recipeOfDesign(words.value(), {1}, base).ok());  // not 1, its place in the list
}

PSCOPE_TEST(TstTrainTask)
#include "tst_train_task.moc"
