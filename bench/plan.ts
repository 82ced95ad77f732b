/** What a run was asked for. */
export interface Plan {
  /** Fewer samples and smaller policies: minutes. */
  readonly quick: boolean;
}

/** One part of the benchmark. It prints what it measures as it goes. */
export interface Part<Result> {
  readonly title: string;
  readonly run: (plan: Plan) => Promise<Result>;
}
