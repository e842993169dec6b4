const services: (() => string[])[] = [];

/** Registers a service that a test has started; `faults` says what is wrong with it so far. */
export function watchService(faults: () => string[]): void {
  services.push(faults);
}

/** What is wrong with any service that was started in this test file: its answers, and what it has logged. */
export function faultsOfServices(): string[] {
  return services.flatMap((faults) => faults());
}
