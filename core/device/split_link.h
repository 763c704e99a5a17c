#pragma once

namespace pscope {

/// A network cut in two: head on the device, tensor over a link, tail on a server. Times in s, sizes in bytes.
/// @source hardware and compression manual 4.11; Matsubara et al., BottleFit, WoWMoM 2022
struct SplitLink {
  double headSeconds = 0;        ///< on the device
  double encoderSeconds = 0;     ///< of the bottleneck, on the device
  double tailSeconds = 0;        ///< on the server
  double fullDeviceSeconds = 0;  ///< the whole network on the device
  double fullServerSeconds = 0;  ///< the whole network on the server
  double propagationSeconds = 0;
  double splitBytes = 0;  ///< what crosses the link
  double inputBytes = 0;  ///< of the raw input, when all is offloaded
};

/// Bytes of a quantised tensor on the wire: one a value, a 4-byte scale and a 1-byte zero point.
double wireBytes(double elements);
/// Bits a second that arrive when a share of the packets is lost and sent again.
double effectiveRate(double bitsPerSecond, double lossShare);
/// T_head + T_enc + t_prop + 8 S / R + T_tail.
double splitSeconds(const SplitLink& link, double bitsPerSecond);
/// t_prop + 8 S_in / R + T_full(server).
double offloadSeconds(const SplitLink& link, double bitsPerSecond);
/// Above this rate the split beats the device alone; infinity: never.
double breakEvenRate(const SplitLink& link);
/// Expected time when a filter on the device ends a share of the inputs there.
double filteredSeconds(const SplitLink& link, double bitsPerSecond, double filterSeconds, double filteredShare);

/// Uplink power of a radio: alpha R + beta. Huang et al., MobiSys 2012 [P, recalled].
struct Radio {
  double wattPerMegabit = 0;
  double baseWatt = 0;
};
inline constexpr Radio kLte{0.43839, 1.28804}, kThirdGeneration{0.86898, 0.81788}, kWifi{0.28317, 0.13286};
double uplinkWatt(const Radio& radio, double bitsPerSecond);

}  // namespace pscope
