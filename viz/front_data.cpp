#include "viz/front_data.h"

#include <algorithm>
#include <cmath>

namespace pscope {

void FrontData::set(std::vector<PlotPoint> points) {
  m_points.clear();
  m_indices.clear();
  ++m_rewrites;
  m_points.reserve(points.size());
  m_indices.reserve(points.size());
  update(points);
}

void FrontData::update(const std::vector<PlotPoint>& points) {
  for (const PlotPoint& point : points) {
    const auto [found, added] = m_indices.try_emplace(point.id, static_cast<std::int32_t>(m_points.size()));
    if (added) {
      m_points.push_back(point);
      continue;
    }
    PlotPoint& old = m_points[static_cast<std::size_t>(found->second)];
    const bool same = isDrawn(old) == isDrawn(point) &&
                      (!isDrawn(old) || (old.x == point.x && old.y == point.y && marker(old) == marker(point)));
    if (!same) ++m_rewrites;
    old = point;
  }
}

void FrontData::setLogarithmic(bool x, bool y) {
  if (x == m_logX && y == m_logY) return;
  m_logX = x;
  m_logY = y;
  ++m_rewrites;
}

void FrontData::setInfeasibleVisible(bool visible) {
  if (visible == m_infeasibleVisible) return;
  m_infeasibleVisible = visible;
  ++m_rewrites;
}

std::int32_t FrontData::indexOf(CandidateId id) const {
  const auto found = m_indices.find(id);
  return found == m_indices.end() ? -1 : found->second;
}

bool FrontData::isDrawn(const PlotPoint& point) const {
  if (!std::isfinite(point.x) || !std::isfinite(point.y)) return false;
  if ((m_logX && point.x <= 0) || (m_logY && point.y <= 0)) return false;
  switch (point.state) {
    case CandidateState::Queued:
    case CandidateState::Failed:
      return false;
    case CandidateState::Infeasible:
      return m_infeasibleVisible;
    case CandidateState::Running:
    case CandidateState::Done:
    case CandidateState::Screened:
      return true;
  }
  return false;
}

Marker FrontData::marker(const PlotPoint& point) {
  if (point.state == CandidateState::Infeasible) return Marker::Cross;
  if (point.state == CandidateState::Screened) return Marker::Square;
  const bool unconfirmed = point.state == CandidateState::Running || point.kind == MeasurementKind::Predicted ||
                           point.kind == MeasurementKind::Proxy;
  return unconfirmed ? Marker::Ring : Marker::Disc;
}

std::optional<FrontData::Bounds> FrontData::bounds() const {
  std::optional<Bounds> bounds;
  for (const PlotPoint& p : m_points) {
    if (!isDrawn(p)) continue;
    if (!bounds) bounds = Bounds{p.x, p.x, p.y, p.y};
    bounds->left = std::min(bounds->left, p.x);
    bounds->right = std::max(bounds->right, p.x);
    bounds->bottom = std::min(bounds->bottom, p.y);
    bounds->top = std::max(bounds->top, p.y);
  }
  return bounds;
}

FrontData::Counts FrontData::counts() const {
  Counts counts;
  for (const PlotPoint& p : m_points) {
    if (!isDrawn(p)) {
      const bool finite = std::isfinite(p.x) && std::isfinite(p.y);
      const bool ended = p.state == CandidateState::Done || p.state == CandidateState::Screened ||
                         (p.state == CandidateState::Infeasible && m_infeasibleVisible);
      if (finite && ended) ++counts.notPositive;
      continue;
    }
    if (p.onFront) {
      ++counts.front;
    } else if (marker(p) == Marker::Cross) {
      ++counts.infeasible;
    } else if (marker(p) == Marker::Square) {
      ++counts.screened;
    } else if (marker(p) == Marker::Ring) {
      ++counts.predicted;
    } else {
      ++counts.dominated;
    }
  }
  return counts;
}

std::vector<std::int32_t> FrontData::front() const {
  std::vector<std::int32_t> front;
  for (std::size_t i = 0; i < m_points.size(); ++i) {
    if (m_points[i].onFront && isDrawn(m_points[i])) front.push_back(static_cast<std::int32_t>(i));
  }
  std::sort(front.begin(), front.end(), [this](std::int32_t a, std::int32_t b) {
    const PlotPoint& p = point(a);
    const PlotPoint& q = point(b);
    return p.x != q.x ? p.x < q.x : (p.y != q.y ? p.y < q.y : p.id < q.id);
  });
  return front;
}

std::int32_t FrontData::walk(std::int32_t from, int dx, int dy) const {
  std::vector<std::int32_t> order = front();
  if (order.empty()) return -1;
  if (dx == 0) {
    std::stable_sort(order.begin(), order.end(),
                     [this](std::int32_t a, std::int32_t b) { return point(a).y < point(b).y; });
  }
  const int step = dx != 0 ? dx : dy;
  const auto here = std::find(order.begin(), order.end(), from);
  if (here == order.end()) return step > 0 ? order.front() : order.back();
  if (step > 0) return here + 1 == order.end() ? from : *(here + 1);
  return here == order.begin() ? from : *(here - 1);
}

}  // namespace pscope
