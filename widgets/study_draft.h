#pragma once

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "core/record/search_config.h"
#include "core/space/space.h"

namespace pscope {

/// What the assistant is filling in: a search configuration with the objectives that could be chosen besides those that
/// are. Knows no widgets.
class StudyDraft {
 public:
  struct Row {
    Objective objective;
    bool chosen = false;
    bool isTraining() const;
    bool isCostModel() const;
    /// "trained for 8 epochs", "roofline model of a device" ...
    QString source() const;
  };
  enum class Step { Space, Data, Objectives, Device, Strategy, Summary };
  struct Problem {
    Step step = Step::Space;
    QString text;  ///< what is wrong and how to mend it
  };
  /// Rough expectations of a search.
  struct Forecast {
    QString designs;  ///< exact count with group separators
    double secondsPerCandidate = 0;
    double seconds = 0;    ///< of the whole search on this computer
    QString time() const;  ///< as exact as it is known: "20 s", "5 min"
  };

  /// Works at once: demo space, built-in letters, validation error by training, latency on a Raspberry Pi 4.
  StudyDraft();
  /// With everything of a configuration; objectives that are not among the usual ones are kept as they are.
  explicit StudyDraft(const SearchConfig& config);

  SearchConfig config() const;
  /// Everything that stands in the way, by step; empty: a study can be made of it.
  std::vector<Problem> problems() const;
  Result<Space> openedSpace() const;
  Forecast forecast() const;
  bool needsData() const;    ///< something is trained
  bool needsDevice() const;  ///< something is priced on a device
  std::string device() const;
  void setDevice(const std::string& device);
  double epochs() const;  ///< of a whole training: the top of its ladder
  void setEpochs(double epochs);
  /// Epochs of the ladder that trained objectives have, the lowest first; a single one without a ladder; empty when
  /// nothing is trained.
  std::vector<double> ladder() const;
  /// Gives trained objectives lower rungs, a ninth and a third of the epochs, when the strategy needs them, and takes
  /// these away again when it does not. Ladders that were written otherwise stay.
  void fitLadder();
  QString ladderText() const;  ///< what a strategy that needs rungs does with the training; empty for others
  int workers() const;         ///< that will run, never 0

  SearchConfig base;  ///< all but objectives; edited by the pages
  std::vector<Row> rows;
};

}  // namespace pscope
