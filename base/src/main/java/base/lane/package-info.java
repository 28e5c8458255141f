/// The lane between node and child: what may be said on it, and how that looks as bytes.
///
/// A frame is `u32 length of payload, u8 kind, u32 stream, payload`, big-endian.
/// [base.lane.Message] lists all of them with their payloads; this package does no input or output
/// of its own.
@NullMarked
package base.lane;

import org.jspecify.annotations.NullMarked;
