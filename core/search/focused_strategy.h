#pragma once

#include <memory>
#include <string>

#include "core/search/strategy.h"

namespace pscope {

/// Any strategy, looking at a region of the space and of objective space.
///
/// It works on the part of the space, and is told outcomes as FocusRegion::seen() has them, of designs outside of the
/// part too: what it learned there helps. Its bounds end where the region ends. The state says to which focus of the
/// search it belongs.
class FocusedStrategy : public Strategy {
 public:
  /// @param context  its region is looked at; what it points at outlives the strategy
  /// @error what Space::restricted() (with a place in the configuration) and `make` say
  static Result<std::unique_ptr<Strategy>> create(const JsonView& parameters, const StrategyContext& context,
                                                  const StrategyFactory& make);

  std::optional<Proposal> ask() override { return m_inner->ask(); }
  std::optional<Error> failure() const override { return m_inner->failure(); }
  Status tell(const Outcome& outcome) override;
  Status takePast(std::span<const Outcome> past) override;
  void expect(const Genome& genome) override { m_inner->expect(genome); }
  std::string save() const override;
  Status load(const std::string& state) override;
  int window() const override { return m_inner->window(); }
  std::string description() const override { return m_inner->description(); }

  /// FocusRegion::number of the strategy that saved a state; 0 for any other strategy.
  static std::size_t focusOf(const std::string& state);

 private:
  FocusedStrategy(FocusRegion region, Space part) : m_region(std::move(region)), m_part(std::move(part)) {}

  Outcome seen(const Outcome& outcome) const;

  FocusRegion m_region;
  Space m_part;  ///< outlives m_inner
  std::unique_ptr<Strategy> m_inner;
};

}  // namespace pscope
