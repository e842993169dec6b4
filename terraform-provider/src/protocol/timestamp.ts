/** `google.protobuf.Timestamp`. */
export interface TimestampMessage {
  seconds: number;
  nanos: number;
}

export function encodeTimestamp(moment: Date): TimestampMessage {
  const seconds = Math.floor(moment.getTime() / 1000);
  return { seconds, nanos: (moment.getTime() - seconds * 1000) * 1e6 };
}
