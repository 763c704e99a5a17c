#pragma once

#include <QObject>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/estimate/space_extremes.h"
#include "core/estimate/space_profile.h"
#include "core/space/space.h"
#include "widgets/background_job.h"
#include "widgets/cost_source.h"

namespace pscope {

/// Samples and prices one space in the background, for every view of it: the distribution of its costs on all devices
/// that are known, and its smallest, typical, largest and a random network. A newer space cancels the work on an older
/// one.
///
/// One is shared by SpacePreviewPanel and SpaceDistributionPanel, so that the sample is drawn once.
/// @thread the window's; setSpace() returns at once
class SpaceProfiler : public QObject {
  Q_OBJECT
 public:
  explicit SpaceProfiler(QObject* parent = nullptr);

  /// The last valid space, or none. The same document at the same scale again: nothing happens.
  void setSpace(const std::optional<Space>& space, const std::string& scale = "deploy");
  const std::optional<Space>& space() const { return m_space; }
  const std::string& scale() const { return m_scale; }
  void setSamples(int samples);  ///< 2,000 unless told otherwise
  /// Which devices there are. @param known  none: the presets
  void setKnownDevices(const DeviceList& known);
  /// Those of them that can be priced for the space.
  const std::vector<DeviceProfile>& devices() const;
  int samples() const { return m_options.samples; }

  /// nullptr until the first designs are priced; grows while complete() is false.
  std::shared_ptr<const SpaceProfile> profile() const { return m_profile; }
  bool complete() const { return m_complete; }
  double seconds() const { return m_seconds; }  ///< that the sample took, once complete()
  /// Why there is no profile, if there is a reason.
  const std::optional<Error>& problem() const { return m_problem; }

  struct Examples {
    std::optional<ExemplaryDesign> smallest, typical, largest, random;
    bool complete = false;  ///< nothing more will come
  };
  const Examples& examples() const { return m_examples; }
  /// Draws another random design.
  void reroll();

 Q_SIGNALS:
  void devicesChanged();
  void spaceChanged();  ///< another space: everything known is gone
  void profileChanged();
  void examplesChanged();

 private:
  struct Work;
  void start();
  void finish();
  void takePartial();
  Status run(const Work& work, const JobContext& job);

  std::optional<Space> m_space;
  std::string m_scale = "deploy";
  DeviceList m_known;
  /// Those for the space of this name: a space that is edited keeps it, and finding out takes a model of each device.
  mutable std::optional<std::pair<std::string, std::vector<DeviceProfile>>> m_priceable;
  ProfileOptions m_options;
  std::uint64_t m_randomSeed = 1;
  std::shared_ptr<const SpaceProfile> m_profile;
  bool m_complete = false;
  double m_seconds = 0;
  std::optional<Error> m_problem;
  Examples m_examples;
  std::uint64_t m_wanted = 0;   ///< number of the newest wish
  std::uint64_t m_working = 0;  ///< of the one that is worked on

  /// What the job hands over: at most one profile and one set of examples, the newest.
  struct News {
    std::uint64_t wish = 0;
    std::shared_ptr<const SpaceProfile> profile;
    bool complete = false;
    double seconds = 0;
    std::optional<Examples> examples;
  };
  std::mutex m_mutex;
  News m_news;                ///< guarded by m_mutex
  bool m_newsQueued = false;  ///< guarded by m_mutex
  BackgroundJob m_job;        // last: joined before what it uses dies
};

}  // namespace pscope
