// Runs a fuzzer's function without libFuzzer: every seed as it is, then a fixed number of mutants of them, the same
// every time. CI runs it with any compiler, under ASan and UBSan too; coverage-guided fuzzing is the preset "fuzz".
//
//   mutate_space [--mutants N] [--seed S] FOLDER_OR_FILE...
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/base/rng.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr std::size_t kMaxSize = 200'000;

void run(const Bytes& bytes) {
  // An exact copy on the heap: a read past its end is seen.
  const Bytes copy(bytes);
  LLVMFuzzerTestOneInput(copy.data(), copy.size());
}

std::vector<Bytes> readSeeds(const std::vector<std::string>& places) {
  std::vector<std::string> files;
  for (const auto& place : places) {
    std::error_code problem;
    if (!std::filesystem::is_directory(place, problem)) {
      files.push_back(place);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place)) {
      if (entry.is_regular_file() && entry.file_size() <= kMaxSize) files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<Bytes> seeds{{}};
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return seeds;
}

std::size_t place(const Bytes& bytes, pscope::Rng& rng) {
  return static_cast<std::size_t>(rng.index(bytes.size()));
}

/// One small change: a bit, a byte, an extreme number, a cut, a doubled or moved part, digits, a part of another seed.
void change(Bytes& bytes, const std::vector<Bytes>& seeds, pscope::Rng& rng) {
  if (bytes.empty()) bytes.push_back(static_cast<std::uint8_t>(rng.index(256)));
  const std::size_t at = place(bytes, rng);
  const std::size_t length = std::min<std::size_t>(bytes.size() - at, 1 + static_cast<std::size_t>(rng.index(64)));
  const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(at);
  const auto to = from + static_cast<std::ptrdiff_t>(length);
  switch (rng.index(8)) {
    case 0:
      bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (1u << rng.index(8)));
      break;
    case 1:
      bytes[at] = static_cast<std::uint8_t>(rng.index(256));
      break;
    case 2:
      std::fill(from, to, static_cast<std::uint8_t>(rng.chance(0.5) ? 0xff : 0x00));
      break;
    case 3:
      bytes.erase(from, to);
      break;
    case 4: {
      const Bytes part(from, to);
      bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(place(bytes, rng)), part.begin(), part.end());
      break;
    }
    case 5:
      bytes.resize(at);
      break;
    case 6: {
      constexpr const char* kTexts[] = {"0", "-1", "99999999999999999999", "1e308", "nan", "\"\"", "{}", "[]", "null"};
      const char* text = kTexts[rng.index(std::size(kTexts))];
      bytes.insert(from, text, text + std::strlen(text));
      break;
    }
    default: {
      const Bytes& other = seeds[static_cast<std::size_t>(rng.index(seeds.size()))];
      if (other.empty()) return;
      const std::size_t begin = place(other, rng);
      const auto end = std::min(other.size(), begin + 200);
      bytes.insert(from, other.begin() + static_cast<std::ptrdiff_t>(begin),
                   other.begin() + static_cast<std::ptrdiff_t>(end));
      break;
    }
  }
}

std::uint64_t numberOf(const char* text) {
  std::uint64_t number = 0;
  std::from_chars(text, text + std::strlen(text), number);
  return number;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t mutants = 2'000;
  std::uint64_t seed = 1;
  std::vector<std::string> places;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--mutants" && i + 1 < argc) {
      mutants = numberOf(argv[++i]);
    } else if (argument == "--seed" && i + 1 < argc) {
      seed = numberOf(argv[++i]);
    } else {
      places.push_back(argument);
    }
  }
  const auto seeds = readSeeds(places);
  if (seeds.size() < 2) {
    std::fprintf(stderr, "no seeds: name folders or files\n");
    return 2;
  }
  for (const auto& bytes : seeds) run(bytes);
  pscope::Rng rng(seed);
  for (std::uint64_t i = 0; i < mutants; ++i) {
    Bytes bytes = seeds[static_cast<std::size_t>(rng.index(seeds.size()))];
    for (int changes = 1 + rng.index(6); changes > 0; --changes) change(bytes, seeds, rng);
    if (bytes.size() > kMaxSize) bytes.resize(kMaxSize);
    run(bytes);
  }
  std::printf("%zu seeds and %llu mutants\n", seeds.size(), static_cast<unsigned long long>(mutants));
  return 0;
}
