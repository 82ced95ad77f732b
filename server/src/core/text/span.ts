/** A half-open range of UTF-16 offsets. What the offsets count from is said where the span stands. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
