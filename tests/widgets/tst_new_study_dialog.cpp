#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/run/runner.h"
#include "core/run/warm_start.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "tests/widgets/window_fixture.h"
#include "widgets/new_study_dialog.h"
#include "widgets/warm_start_group.h"

using namespace pscope;
using test::WindowFixture;

class TstNewStudyDialog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_fixture = std::make_unique<WindowFixture>();
    m_dialog = std::make_unique<NewStudyDialog>(*m_fixture->services().strategies);
    m_dialog->setStudyPath(QString::fromStdString(m_fixture->path("new.pscope")));
  }
  void cleanup() {
    m_dialog.reset();
    m_fixture.reset();
  }

  void defaultsWorkAtOnce() {
    QVERIFY2(m_dialog->check(), qPrintable(child<QPushButton>("createStudy")->toolTip()));
    const SearchConfig config = m_dialog->config();
    QCOMPARE(config.space, std::string("demo"));
    QCOMPARE(config.objectives.size(), std::size_t{2});
    QCOMPARE(config.objectives[0].name, std::string("error"));
    QCOMPARE(config.objectives[0].estimators.front().type, std::string("train"));
    QCOMPARE(config.objectives[1].name, std::string("latency"));
    QCOMPARE(config.objectives[1].estimators.front().type, std::string("cost-model"));
    QVERIFY(config.objectives[1].estimators.front().parameters.find("raspberry-pi-4") != std::string::npos);
    QCOMPARE(config.data.size(), std::size_t{1});
    QCOMPARE(config.data.front().second.format, std::string("glyphs"));
    QCOMPARE(config.candidates, 24);
    QVERIFY(child<QLabel>("forecast")->text().contains(QStringLiteral("24")));
  }

  // Off at first; a target of an objective that is not chosen any more is no rule.
  void rulesForTheEnd() {
    QVERIFY(m_dialog->config().stop.empty());
    m_dialog->goTo(StudyDraft::Step::Strategy);
    child<QCheckBox>("stopPlateau")->setChecked(true);
    child<QSpinBox>("stopWindow")->setValue(90);
    child<QCheckBox>("stopTime")->setChecked(true);
    child<QDoubleSpinBox>("stopMinutes")->setValue(1.5);
    child<QCheckBox>("stopTarget")->setChecked(true);
    child<QLineEdit>("target_latency")->setText(QLocale().toString(2.5));
    child<QLineEdit>("target_error")->setText(QLocale().toString(20));
    SearchConfig config = m_dialog->config();
    QCOMPARE(config.stop.plateau->window, std::size_t{90});
    QCOMPARE(*config.stop.seconds, 90.0);
    QCOMPARE(config.stop.target.size(), std::size_t{2});
    child<QCheckBox>("objective_error")->setChecked(false);
    config = m_dialog->config();
    QCOMPARE(config.stop.target, (std::vector<std::pair<std::string, double>>{{"latency", 2.5}}));
    m_dialog->setConfig(config);
    m_dialog->goTo(StudyDraft::Step::Strategy);
    QVERIFY(child<QCheckBox>("stopTarget")->isChecked());
    QVERIFY(m_dialog->config().stop == config.stop);
  }

  // What would be taken over is said; a file that is gone stands in the way; the list ends up in the configuration.
  void earlierStudies() {
    const std::string path = m_fixture->path("old.pscope");
    SearchConfig config = m_fixture->freeConfig(30);
    {
      auto study = createSearchStudy(path, config, openSpace(config.space).value(), *m_fixture->services().estimators);
      PSCOPE_VERIFY_OK(study);
      auto runner = Runner::create(*study.value(), openSpace(config.space).value(), *m_fixture->services().estimators,
                                   *m_fixture->services().strategies, {});
      runner.value()->start();
      QVERIFY(runner.value()->wait(60));
    }
    config.candidates = 10;
    m_dialog->setConfig(config);
    m_dialog->goTo(StudyDraft::Step::Strategy);
    auto* group = m_dialog->findChild<WarmStartGroup*>();
    QVERIFY(!child<QCheckBox>("warmStartFront")->isVisibleTo(m_dialog.get()));
    group->addStudies({QString::fromStdString(path), QString::fromStdString(path)});
    QCOMPARE(m_dialog->config().warmStart.studies, std::vector<std::string>{path});
    QTRY_VERIFY2(group->sentence().contains(QStringLiteral("old.pscope that fit this space: 30 of 30")),
                 qPrintable(group->sentence()));
    QVERIFY2(group->sentence().contains(QStringLiteral("taken over as evaluated: 30")), qPrintable(group->sentence()));
    QVERIFY(m_dialog->check());
    child<QCheckBox>("warmStartFront")->setChecked(false);
    QVERIFY(m_dialog->config().warmStart.evaluate == WarmStartConfig::Evaluate::None);
    group->addStudies({QStringLiteral("/nowhere/gone.pscope")});
    QVERIFY(!m_dialog->check());
    QTRY_VERIFY2(group->sentence().startsWith(QStringLiteral("⚠")), qPrintable(group->sentence()));
    auto* list = child<QListWidget>("warmStartStudies");
    list->item(1)->setSelected(true);
    child<QPushButton>("warmStartRemove")->click();
    QVERIFY(m_dialog->check());
    QCOMPARE(list->count(), 1);
  }

  // A change elsewhere on the page leaves what was typed; a target without a value is said.
  void rulesThatAreTypedStay() {
    m_dialog->goTo(StudyDraft::Step::Strategy);
    child<QCheckBox>("stopTime")->setChecked(true);
    child<QDoubleSpinBox>("stopMinutes")->setValue(7);
    child<QCheckBox>("stopTime")->setChecked(false);
    child<QCheckBox>("stopTarget")->setChecked(true);
    child<QSpinBox>("candidates")->setValue(77);
    QCOMPARE(child<QDoubleSpinBox>("stopMinutes")->value(), 7.0);
    QVERIFY(child<QCheckBox>("stopTarget")->isChecked());
    QVERIFY(!m_dialog->check());
    auto* steps = child<QListWidget>("steps");
    QVERIFY(steps->item(static_cast<int>(StudyDraft::Step::Strategy))->text().contains(QStringLiteral("⚠")));
    child<QLineEdit>("target_latency")->setText(QLocale().toString(2.5));
    QVERIFY(m_dialog->check());
  }

  void fieldsEndUpInTheConfiguration() {
    child<QCheckBox>("objective_error")->setChecked(false);
    child<QCheckBox>("objective_parameters")->setChecked(true);
    child<QLineEdit>("bound_parameters")->setText(QStringLiteral("5000"));
    child<QSpinBox>("candidates")->setValue(300);
    child<QSpinBox>("seed")->setValue(7);
    auto* devices = child<QListWidget>("deviceList");
    for (int row = 0; row < devices->count(); ++row) {
      if (devices->item(row)->data(Qt::UserRole).toString() == QLatin1String("pixel-3")) devices->setCurrentRow(row);
    }
    QVERIFY(m_dialog->check());
    const SearchConfig config = m_dialog->config();
    QCOMPARE(config.objectives.size(), std::size_t{2});
    QCOMPARE(config.objectives[0].name, std::string("latency"));
    QVERIFY(config.objectives[0].estimators.front().parameters.find("pixel-3") != std::string::npos);
    QCOMPARE(config.objectives[1].bound, std::optional<double>(5000));
    QCOMPARE(config.candidates, 300);
    QCOMPARE(config.seed, std::uint64_t{7});
    QVERIFY(config.data.empty());  // nothing is trained
  }

  // Chosen, such a strategy works: the training gets rungs, which follow its epochs and go with the strategy.
  void strategiesThatNeedRungsGetThem() {
    auto* strategy = child<QComboBox>("strategy");
    const auto choose = [&](const char* name) {
      strategy->setCurrentText(QString::fromLatin1(name));
      Q_EMIT strategy->activated(strategy->currentIndex());
    };
    const auto rungs = [&] {
      QStringList epochs;
      const SearchConfig config = m_dialog->config();
      for (const auto& spec : config.objectives[0].estimators) {
        epochs << QString::number(Json::parse(spec.parameters)["epochs"].get<double>());
      }
      return epochs.join(' ');
    };
    QCOMPARE(rungs(), QString("5"));
    choose("hyperband");
    QCOMPARE(rungs(), QString("0.5 2 5"));
    child<QDoubleSpinBox>("epochs")->setValue(0.25);  // nothing is shorter
    QCOMPARE(rungs(), QString("0.25"));
    QVERIFY(!m_dialog->check());
    QVERIFY(m_dialog->draft().problems().front().text.contains(QStringLiteral("Train longer")));
    child<QDoubleSpinBox>("epochs")->setValue(27);
    QCOMPARE(rungs(), QString("3 9 27"));
    QVERIFY(m_dialog->check());
    m_dialog->goTo(StudyDraft::Step::Strategy);
    QVERIFY(child<QLabel>("ladder")->text().contains(QStringLiteral("3, then 9, then 27")));
    PSCOPE_VERIFY_OK(createStrategy("hyperband", "{}", strategyContext(openSpace("demo").value(), m_dialog->config()),
                                    *m_fixture->services().strategies));
    child<QCheckBox>("objective_error")->setChecked(false);
    QVERIFY(!m_dialog->check());  // nothing has rungs now
    auto* steps = child<QListWidget>("steps");
    QVERIFY(steps->item(static_cast<int>(StudyDraft::Step::Strategy))->text().contains(QStringLiteral("⚠")));
    child<QCheckBox>("objective_error")->setChecked(true);
    choose("default");
    QCOMPARE(rungs(), QString("27"));
    QVERIFY(m_dialog->check());
  }

  void nothingToOptimiseIsSaidBesideTheField() {
    child<QCheckBox>("objective_error")->setChecked(false);
    child<QCheckBox>("objective_latency")->setChecked(false);
    QVERIFY(!m_dialog->check());
    QVERIFY(!child<QPushButton>("createStudy")->isEnabled());
    auto* steps = child<QListWidget>("steps");
    QVERIFY(steps->item(static_cast<int>(StudyDraft::Step::Objectives))->text().contains(QStringLiteral("⚠")));
    QVERIFY(!steps->item(static_cast<int>(StudyDraft::Step::Space))->text().contains(QStringLiteral("⚠")));
  }

  void existingFileIsRefused() {
    QFile file(QString::fromStdString(m_fixture->path("there.pscope")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_dialog->setStudyPath(file.fileName());
    QVERIFY(!m_dialog->check());
  }

  void missingDataAreSaid() {
    m_dialog->draft().base.data = {{"main", {"idx", "/nowhere"}}};
    const auto problems = m_dialog->draft().problems();
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems.front().step, StudyDraft::Step::Data);
    QVERIFY(problems.front().text.contains(QStringLiteral("/nowhere")));
  }

  void configurationComesBackUnchanged() {
    SearchConfig config = m_fixture->freeConfig(50);
    config.name = "Mine";
    config.objectives[1].bound = 1e6;
    config.reference = {1e5, 1e7};
    m_dialog->setConfig(config);
    QVERIFY(m_dialog->config() == config);
    QVERIFY(m_dialog->check());
  }

 private:
  template <class T>
  T* child(const char* name) {
    auto* found = m_dialog->findChild<T*>(QLatin1String(name));
    Q_ASSERT(found != nullptr);
    return found;
  }

  std::unique_ptr<WindowFixture> m_fixture;
  std::unique_ptr<NewStudyDialog> m_dialog;
};

PSCOPE_TEST(TstNewStudyDialog)
#include "tst_new_study_dialog.moc"
