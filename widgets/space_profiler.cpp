#include "widgets/space_profiler.h"

#include <QElapsedTimer>
#include <utility>

namespace pscope {
namespace {

constexpr qint64 kPartialMs = 40;  ///< between two partial answers

}  // namespace

struct SpaceProfiler::Work {
  std::uint64_t wish = 0;
  Space space;
  std::string scale;
  ProfileOptions options;
  std::uint64_t randomSeed = 1;
  DeviceList devices;
  std::shared_ptr<const SpaceProfile> known;  ///< of the same space: only another random design is wanted
  Examples examples;
};

SpaceProfiler::SpaceProfiler(QObject* parent) : QObject(parent) {
  connect(&m_job, &BackgroundJob::succeeded, this, &SpaceProfiler::finish);
  connect(&m_job, &BackgroundJob::cancelled, this, &SpaceProfiler::finish);
  connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
    if (m_working == m_wanted) {
      m_problem = error;
      Q_EMIT profileChanged();
    }
    finish();
  });
}

void SpaceProfiler::setSpace(const std::optional<Space>& space, const std::string& scale) {
  const bool same =
      space.has_value() == m_space.has_value() && scale == m_scale && (!space || space->hash() == m_space->hash());
  if (same) return;
  m_space = space;
  m_scale = scale;
  m_profile.reset();
  m_complete = false;
  m_problem.reset();
  m_examples = {};
  ++m_wanted;
  Q_EMIT spaceChanged();
  start();
}

void SpaceProfiler::setSamples(int samples) {
  if (samples == m_options.samples) return;
  m_options.samples = samples;
  m_complete = m_examples.complete = false;
  ++m_wanted;
  start();
}

void SpaceProfiler::setKnownDevices(const DeviceList& known) {
  const auto versions = [](const DeviceList& list) {
    std::vector<std::string> result;
    for (const DeviceProfile& device : list != nullptr ? *list : std::vector<DeviceProfile>()) {
      result.push_back(device.version());
    }
    return result;
  };
  if (m_known != nullptr && versions(known) == versions(m_known)) return;
  m_known = known;
  m_priceable.reset();
  m_complete = m_examples.complete = false;
  ++m_wanted;
  Q_EMIT devicesChanged();
  start();
}

const std::vector<DeviceProfile>& SpaceProfiler::devices() const {
  const std::string space = m_space ? m_space->name() : "";
  if (!m_priceable || m_priceable->first != space) m_priceable.emplace(space, priceableDevices(m_known, space));
  return m_priceable->second;
}

void SpaceProfiler::reroll() {
  ++m_randomSeed;
  ++m_wanted;
  start();
}

void SpaceProfiler::start() {
  if (m_job.running()) return m_job.cancel();  // finish() comes back to it
  if (!m_space || m_working == m_wanted) return;
  m_working = m_wanted;
  Work work{m_wanted, *m_space, m_scale, m_options, m_randomSeed, m_known, nullptr, {}};
  if (m_complete && m_examples.complete) {
    work.known = m_profile;
    work.examples = m_examples;
  }
  m_job.start([this, work = std::move(work)](const JobContext& job) { return run(work, job); });
}

void SpaceProfiler::finish() {
  takePartial();
  if (m_working != m_wanted) start();
}

Status SpaceProfiler::run(const Work& work, const JobContext& job) {
  const auto post = [this, &work](auto&& change) {
    const std::scoped_lock lock(m_mutex);
    if (m_news.wish != work.wish) m_news = News{work.wish, nullptr, false, 0, std::nullopt};
    change(m_news);
    if (std::exchange(m_newsQueued, true)) return;
    QMetaObject::invokeMethod(this, &SpaceProfiler::takePartial, Qt::QueuedConnection);
  };
  PSCOPE_TRY(const DesignCosts costs,
             DesignCosts::create(work.space, work.scale, priceableDevices(work.devices, work.space.name())));
  auto profile = work.known;
  if (profile == nullptr) {
    QElapsedTimer clock;
    clock.start();
    qint64 last = -kPartialMs;
    PSCOPE_TRY(SpaceProfile whole, profileSpace(costs, work.options, job, [&](const SpaceProfile& so) {
                 if (clock.elapsed() - last < kPartialMs) return;
                 last = clock.elapsed();
                 auto copy = std::make_shared<const SpaceProfile>(so);
                 post([&](News& news) { news.profile = std::move(copy); });
               }));
    const double seconds = static_cast<double>(clock.elapsed()) / 1000;
    profile = std::make_shared<const SpaceProfile>(std::move(whole));
    post([&](News& news) {
      news.profile = profile;
      news.complete = true;
      news.seconds = seconds;
    });
  }
  Examples examples = work.examples;
  if (auto random = randomDesign(costs, work.randomSeed); random.ok()) examples.random = std::move(random).value();
  if (work.known == nullptr) {
    examples.typical = typicalDesign(*profile);
    post([&](News& news) { news.examples = examples; });
    PSCOPE_TRY(SpaceExtremes extremes, spaceExtremes(costs, *profile, job));
    examples.smallest = std::move(extremes.smallest);
    examples.largest = std::move(extremes.largest);
    examples.complete = true;
  }
  post([&](News& news) { news.examples = examples; });
  return {};
}

void SpaceProfiler::takePartial() {
  News news;
  {
    const std::scoped_lock lock(m_mutex);
    m_newsQueued = false;
    news = std::exchange(m_news, News{m_news.wish, nullptr, false, 0, std::nullopt});
  }
  if (news.wish != m_wanted) return;
  if (news.profile) {
    m_profile = std::move(news.profile);
    m_complete = news.complete;
    m_seconds = news.seconds;
    Q_EMIT profileChanged();
  }
  if (news.examples) {
    m_examples = std::move(*news.examples);
    Q_EMIT examplesChanged();
  }
}

}  // namespace pscope
