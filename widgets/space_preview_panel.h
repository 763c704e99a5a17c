#pragma once

#include <QTimer>
#include <array>
#include <memory>
#include <optional>
#include <string>

#include "core/record/candidate.h"
#include "core/space/space.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"
#include "widgets/background_job.h"
#include "widgets/panel.h"

class QComboBox;
class QLabel;
class QStackedLayout;

namespace pscope {

class NetworkCard;
class SpaceProfiler;

/// The smallest, a typical, the largest and a random network of a space as four cards: picture, parameters, MACs, peak
/// activation memory, latency on a device that is chosen here. A click on a card (or Enter) chooses its design.
///
/// While no valid space is known, the last cards go and a text says what to do. Pictures are laid out in the
/// background.
/// @thread the window's
class SpacePreviewPanel : public Panel {
  Q_OBJECT
 public:
  /// @param profiler       prices the space; may be shared with other panels; outlives this one
  /// @param layoutProgram  of LayoutClient
  SpacePreviewPanel(SpaceProfiler& profiler, const std::string& layoutProgram, QWidget* parent = nullptr);
  ~SpacePreviewPanel() override;

  /// The last valid space, or none; the same as SpaceProfiler::setSpace().
  void setSpace(const std::optional<Space>& space);
  /// What to do to get a space, shown while there is none.
  void setEmptyText(const QString& text);
  /// Name of the preset whose latency is shown.
  void setDevice(const std::string& name);
  std::string device() const;

 Q_SIGNALS:
  void designChosen(const pscope::Genome& genome);
  void deviceChanged();

 protected:
  void refresh() override;

 private:
  void buildPage();
  void fillDevices();
  void showExamples();
  void beginPictures();
  void finishPictures();

  static constexpr std::size_t kCards = 4;
  struct Picture {
    Genome genome;
    NetworkView view;
    GraphLayout layout;
  };

  SpaceProfiler& m_profiler;
  QStackedLayout* m_stack;
  QLabel* m_empty;
  QLabel* m_note = nullptr;
  QComboBox* m_device = nullptr;
  std::array<NetworkCard*, kCards> m_cards{};
  std::array<Genome, kCards> m_shown;  ///< designs of the cards
  std::array<Genome, kCards> m_drawn;  ///< designs whose picture stands
  std::array<Picture, kCards> m_pictures;
  bool m_picturesStale = false;
  std::unique_ptr<LayoutClient> m_layout;
  BackgroundJob m_job;  // last: joined before what it uses dies
};

}  // namespace pscope
