#include "core/device/tensor_packing.h"

#include <algorithm>
#include <map>

namespace pscope {
namespace {

constexpr int kPackingTries = 200'000;

/// A stay of a tensor in the scratchpad: steps first..last.
struct Stay {
  std::size_t tensor = 0, first = 0, last = 0;
  std::int64_t size = 0, address = -1;
};

std::vector<Stay> staysOf(const ScheduleGraph& graph, const std::vector<ScheduleStep>& steps) {
  std::vector<Stay> stays;
  std::map<std::size_t, std::size_t> open;  // tensor -> stay
  for (std::size_t s = 0; s < steps.size(); ++s) {
    std::map<std::size_t, std::size_t> still;
    for (const auto& resident : steps[s].residents) {
      const auto known = open.find(resident.tensor);
      if (known != open.end()) {
        stays[known->second].last = s;
        still[resident.tensor] = known->second;
      } else {
        still[resident.tensor] = stays.size();
        stays.push_back({resident.tensor, s, s, graph.sizes[resident.tensor], -1});
      }
    }
    open = std::move(still);
  }
  return stays;
}

/// Addresses for stays, largest first, each into the lowest gap that touches another, going back when one does not fit.
bool place(std::vector<Stay>& stays, std::size_t next, std::int64_t capacity, int& tries) {
  if (next == stays.size()) return true;
  Stay& stay = stays[next];
  // Against either end, or against a neighbour on either side.
  std::vector<std::int64_t> candidates = {0, capacity - stay.size};
  for (std::size_t i = 0; i < next; ++i) {
    if (stays[i].first > stay.last || stay.first > stays[i].last) continue;
    candidates.push_back(stays[i].address + stays[i].size);
    candidates.push_back(stays[i].address - stay.size);
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  for (const std::int64_t address : candidates) {
    if (address < 0 || address + stay.size > capacity || --tries < 0) continue;
    const bool clash =
        std::any_of(stays.begin(), stays.begin() + static_cast<std::ptrdiff_t>(next), [&](const Stay& o) {
          return o.first <= stay.last && stay.first <= o.last && o.address < address + stay.size &&
                 address < o.address + o.size;
        });
    if (clash) continue;
    stay.address = address;
    if (place(stays, next + 1, capacity, tries)) return true;
  }
  stay.address = -1;
  return false;
}

}  // namespace

bool packTensors(const ScheduleGraph& graph, std::int64_t capacity, TensorSchedule& schedule) {
  auto stays = staysOf(graph, schedule.steps);
  std::stable_sort(stays.begin(), stays.end(), [](const Stay& a, const Stay& b) { return a.size > b.size; });
  int tries = kPackingTries;
  schedule.packed = place(stays, 0, capacity, tries);
  for (std::size_t s = 0; s < schedule.steps.size(); ++s) {
    for (auto& resident : schedule.steps[s].residents) {
      for (const Stay& stay : stays) {
        if (stay.tensor == resident.tensor && stay.first <= s && s <= stay.last) resident.address = stay.address;
      }
    }
  }
  return schedule.packed;
}

}  // namespace pscope
