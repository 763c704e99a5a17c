#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/record/candidate.h"
#include "core/record/search_config.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"
#include "widgets/cost_source.h"
#include "widgets/design_editor.h"
#include "widgets/latest_job.h"
#include "widgets/panel.h"

class QBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QTableView;
class QTabWidget;
class QToolButton;
class QVBoxLayout;

namespace pscope {

class CostChangeModel;
class EditLensView;
class GraphView;
class KnobRow;

/// Gene knobs: every choice of a design as a control; graph, MACs, memory and latency on each chosen device follow at
/// once, with their change against the design it began with; undo, text in and out, the one-edit lens, and "Evaluate
/// this". Knows neither studies nor the space's editor: it is given a space and a design, and gives designs.
///
/// Lowering, pricing and layout run in the background; the newest move wins.
/// @thread the window's    @cost a move: below 5 ms on the window's thread for 150 choices
class KnobsPanel : public Panel {
  Q_OBJECT
 public:
  /// @param layoutProgram  of LayoutClient
  explicit KnobsPanel(const std::string& layoutProgram, QWidget* parent = nullptr);
  ~KnobsPanel() override;

  /// The last valid space, or none. Another document: the design and its history are gone.
  void setSpace(const std::optional<Space>& space, const std::string& scale = "deploy");
  /// Objectives that are known at once (tables, static costs, cost models) are shown among the costs.
  /// @param registry  outlives this panel
  void setStudy(const SearchConfig& config, const EstimatorRegistry* registry);
  /// Names of presets whose latency is shown.
  void setDevices(const std::vector<std::string>& names);
  /// Which devices there are. @param known  none: the presets
  void setKnownDevices(const DeviceList& known);
  const DeviceList& knownDevices() const { return m_question.known; }
  const std::vector<std::string>& devices() const { return m_question.devices; }
  /// Bounds by the name of their quantity, for the one-edit lens.
  void setBounds(const std::map<std::string, double>& bounds);

  /// Begins with a design; undo goes back. @param name  "Candidate 12", "Smallest"
  /// @error InvalidArgument  no design of the space: nothing changes
  Status begin(const Genome& genome, const QString& name);
  const Genome& genome() const { return m_editor.genome(); }  ///< empty: none
  DesignEditor& editor() { return m_editor; }

  /// What to do to get a design, shown while there is none.
  void setEmptyText(const QString& text);
  /// Shows the button "Evaluate this". @param reason  why it is off, if it is; empty: it is on
  void offerEvaluation(bool offered, const QString& reason = {});
  /// A line above the knobs, until the next move; empty: none.
  void showNote(const QString& text);

 Q_SIGNALS:
  void designChanged(const pscope::Genome& genome);
  void evaluationWanted(const pscope::Genome& genome);
  /// Costs and graph of this design are on the screen.
  void shown(const pscope::Genome& genome);

 protected:
  void refresh() override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void buildPage();
  QWidget* buildBar(QWidget* parent);
  QWidget* buildKnobs(QWidget* parent);
  QWidget* buildCosts(QWidget* parent);
  void arrange(bool wide);
  void buildDeviceMenu();
  void questionChanged();
  void makeRows();
  void showRows();
  void applyFilter();
  void turn(std::size_t choice, int level, bool moving);
  void copyText();
  void pasteText();
  void designTurned();
  void showCosts();
  void showGraph();
  void updateBar();

  DesignEditor m_editor;
  CostQuestion m_question;
  bool m_evaluates = false;
  QString m_whyNot;

  QStackedLayout* m_stack;
  QLabel* m_empty;
  QSplitter* m_splitter = nullptr;
  std::optional<bool> m_wide;  ///< how it is arranged
  QWidget* m_knobSide = nullptr;
  QLineEdit* m_filter = nullptr;
  QToolButton* m_onlyChanged = nullptr;
  QToolButton* m_undo = nullptr;
  QToolButton* m_redo = nullptr;
  QToolButton* m_reset = nullptr;
  QToolButton* m_deviceButton = nullptr;
  QMenu* m_deviceMenu = nullptr;
  QPushButton* m_evaluate = nullptr;
  QLabel* m_title = nullptr;
  QLabel* m_message = nullptr;
  QWidget* m_rowBox = nullptr;
  QVBoxLayout* m_rowLayout = nullptr;
  QLabel* m_more = nullptr;
  bool m_rowsStale = false;  ///< of another space or filter: made when they are seen
  std::vector<KnobRow*> m_rows;
  std::vector<QLabel*> m_headings;  ///< of each row: its heading, where it is the first of a part; else nullptr
  CostChangeModel* m_costModel;
  QTableView* m_costTable = nullptr;
  QTabWidget* m_tabs = nullptr;
  GraphView* m_graph = nullptr;
  EditLensView* m_lens = nullptr;

  struct Costs {
    std::vector<CheapMetric> metrics;
    std::vector<double> before, now;
    std::optional<Error> violation;
  };
  struct Drawing {
    Genome genome;
    NetworkView view;
    GraphLayout layout;
  };
  CostSource m_source;  ///< of the cost job
  Costs m_costs;        ///< of the cost job, until it is done
  std::unique_ptr<LayoutClient> m_layout;
  Drawing m_drawing;    ///< of the graph job, until it is done
  LatestJob m_costJob;  // last: joined before what they use dies
  LatestJob m_graphJob;
};

}  // namespace pscope
