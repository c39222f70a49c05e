/** How a BLIK attempt stands at the host. */
export type AttemptStatus =
  | 'pending'
  | 'approved'
  | 'refused'
  | 'withdrawn'
  | 'refunded'
  /** The host knows no attempt of this id. */
  | 'unknownId';

/**
 * What became of a print.
 * `printed`: the last line and the cut are on paper. `notBegun`: certainly nothing is on paper.
 * `interrupted`: something of it may be on paper, or the printer cannot tell.
 */
export type PrintFate = 'printed' | 'notBegun' | 'interrupted';

/** Why a printer stopped. */
export type PrinterTrouble = 'paperOut' | 'coverOpen' | 'offline';
