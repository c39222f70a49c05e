import type { PortalState } from './world-file.ts';

/** What a person can change in the portal: the till's location, BLIK there, and the pushed order. */
export type PortalChange = Partial<Omit<PortalState, 'uniqueNumber'>>;

/** The customer portal with one till (RULES P12, P13, P21). */
export class EmulatedPortal {
  #state: PortalState;

  constructor(state: PortalState) {
    this.#state = state;
  }

  change(change: PortalChange): PortalState {
    this.#state = { ...this.#state, ...change };
    return this.#state;
  }

  /**
   * Undefined for a till that is assigned to no location. A pushed order stands until it is taken
   * back: the till may fetch it again when an answer was lost.
   */
  configuration(uniqueNumber: string, pushedOnly: boolean): { readonly blik: boolean } | undefined {
    const { assigned, blik, push } = this.#state;
    if (!assigned || uniqueNumber !== this.#state.uniqueNumber) return undefined;
    return { blik: blik && (push || !pushedOnly) };
  }
}
