#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pscope {

enum class PluginKind { Estimator, Strategy, CostModel, Operator, DataFormat };
enum class RunsIn { Program, Worker };

/// What the program knows of a plug-in without loading LibTorch: shown in assistants, tooltips, lists and docstrings.
struct PluginInfo {
  std::string name;
  PluginKind kind = PluginKind::Estimator;
  std::string summary;          ///< one English sentence
  std::string parameterSchema;  ///< JSON Schema object as text
  std::string unit;
  std::string source;    ///< publication or manual
  std::string evidence;  ///< V, P, D, E, R ...
  RunsIn runsIn = RunsIn::Program;
};

/// Factories by name; each folder has a function that registers its own, main passes the registry on. No singleton.
template <class Factory>
class Registry {
 public:
  struct Entry {
    PluginInfo info;
    Factory make;
  };
  void add(PluginInfo info, Factory make) { m_entries.push_back({std::move(info), std::move(make)}); }
  const Entry* find(const std::string& name) const {
    for (const auto& entry : m_entries) {
      if (entry.info.name == name) return &entry;
    }
    return nullptr;
  }
  const std::vector<Entry>& entries() const { return m_entries; }

 private:
  std::vector<Entry> m_entries;
};

}  // namespace pscope
