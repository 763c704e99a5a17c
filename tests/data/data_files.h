#pragma once

#include <zlib.h>

#include <QCryptographicHash>
#include <QFile>
#include <QString>
#include <QTemporaryDir>
#include <string>
#include <vector>

/// Small data files for the tests of the readers.
namespace pscope::test {

using Bytes = std::vector<std::uint8_t>;

inline void appendNumber(Bytes& bytes, std::uint32_t value) {
  for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

/// IDX images of 2x3 pixels: pixel p of image i is 10 i + p.
inline Bytes idxImages(std::uint32_t count) {
  Bytes bytes;
  for (const std::uint32_t value : {0x803u, count, 2u, 3u}) appendNumber(bytes, value);
  for (std::uint32_t i = 0; i < count; ++i) {
    for (std::uint32_t pixel = 0; pixel < 6; ++pixel) bytes.push_back(static_cast<std::uint8_t>(10 * i + pixel));
  }
  return bytes;
}
/// IDX labels 0, 1, 0, 1 ...
inline Bytes idxLabels(std::uint32_t count) {
  Bytes bytes;
  appendNumber(bytes, 0x801);
  appendNumber(bytes, count);
  for (std::uint32_t i = 0; i < count; ++i) bytes.push_back(static_cast<std::uint8_t>(i % 2));
  return bytes;
}
/// CIFAR-10 records: image i has label i % 10 and every pixel of channel c is i + 50 c.
inline Bytes cifarRecords(int count) {
  Bytes bytes;
  for (int i = 0; i < count; ++i) {
    bytes.push_back(static_cast<std::uint8_t>(i % 10));
    for (int channel = 0; channel < 3; ++channel) {
      bytes.insert(bytes.end(), 1024, static_cast<std::uint8_t>(i + 50 * channel));
    }
  }
  return bytes;
}

inline void writeBytes(const std::string& path, const Bytes& bytes) {
  QFile file(QString::fromStdString(path));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
}
inline void writePacked(const std::string& path, const Bytes& bytes) {
  gzFile file = gzopen(path.c_str(), "wb");
  QVERIFY(file != nullptr);
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
}
inline Bytes readBytes(const std::string& path) {
  QFile file(QString::fromStdString(path));
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QByteArray bytes = file.readAll();
  return Bytes(bytes.begin(), bytes.end());
}
/// md5 of the decompressed content, in hexadecimal digits.
inline std::string md5OfUnpacked(const std::string& path) {
  QCryptographicHash hash(QCryptographicHash::Md5);
  gzFile file = gzopen(path.c_str(), "rb");
  QByteArray piece(1 << 20, '\0');
  for (int count = 0; (count = gzread(file, piece.data(), static_cast<unsigned>(piece.size()))) > 0;) {
    hash.addData(piece.left(count));
  }
  gzclose(file);
  return hash.result().toHex().toStdString();
}

struct Folder {
  QTemporaryDir folder;
  std::string path(const char* name) const { return folder.filePath(QLatin1String(name)).toStdString(); }
  std::string path() const { return folder.path().toStdString(); }
};

}  // namespace pscope::test
