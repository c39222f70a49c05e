import type {
  DailyFigures,
  EventRecord,
  PeriodSum,
  RateValue,
} from '../src/kernel/fiscal-record.ts';
import type { Grosze } from '../src/kernel/money.ts';
import type { Thousandths } from '../src/kernel/quantity.ts';
import type { EpochMs } from '../src/kernel/time.ts';

/** What every document bears: who sold, which till, who served, when (facts/till, receipt order). */
export interface Frame {
  readonly seller: {
    readonly name: string;
    readonly address: readonly string[];
    readonly nip: string;
  };
  /** Running number of the till's documents, never reset. */
  readonly documentNumber: number;
  readonly tillNumber: string;
  readonly uniqueNumber: string;
  readonly cashier: { readonly number: number; readonly name: string };
  readonly at: EpochMs;
  /** 40 hex digits, chained to the document before. */
  readonly digest: string;
  /** False while the till is not fiscalised: the print is NIEFISKALNY and says that the till trains. */
  readonly fiscal: boolean;
}

/** A discount or surcharge as it was taken: `percent` says how it was asked for, `amount` what it made. */
export interface Adjustment {
  readonly kind: 'discount' | 'surcharge';
  /** Hundredths of a per cent: 15 % is 1500. Missing when an amount was typed. */
  readonly percent?: number;
  /** Always above zero; the kind says whether it is taken off or put on. */
  readonly amount: Grosze;
}

export interface ReceiptLine {
  readonly name: string;
  readonly rate: string;
  readonly unitPrice: Grosze;
  readonly quantity: Thousandths;
  /** What it is sold for, after its adjustment. */
  readonly value: Grosze;
  readonly adjustment?: Adjustment;
  /** The line was taken back: it is followed by its #STORNO# line. */
  readonly voided?: true;
}

/** Gross and tax of one rate; `percent` is undefined for an exempt rate. Hundredths of a per cent. */
export interface RateTotal {
  readonly letter: string;
  readonly percent?: number;
  readonly gross: Grosze;
  readonly tax: Grosze;
}

export interface Payment {
  /** The fiscal type as printed, `GOTÓWKA`, `KARTA`, `MOBILNA`. */
  readonly type: string;
  /** The form's own name where it says more than the type: `MOBILNA Blik` (RULES P6). */
  readonly name?: string;
  readonly amount: Grosze;
}

export interface FiscalReceipt extends Frame {
  readonly kind: 'fiscalReceipt';
  readonly receiptNumber: number;
  readonly lines: readonly ReceiptLine[];
  /** Of the subtotal: the rates bear their shares of it, and `total` is after it. */
  readonly adjustment?: Adjustment;
  readonly rates: readonly RateTotal[];
  readonly totalTax: Grosze;
  readonly total: Grosze;
  readonly payments: readonly Payment[];
  readonly change: Grosze;
  /** Ten digits, on demand. */
  readonly buyerNip?: string;
}

export interface CancelledReceipt extends Frame {
  readonly kind: 'cancelledReceipt';
  readonly receiptNumber: number;
  readonly lines: readonly ReceiptLine[];
  readonly adjustment?: Adjustment;
  readonly total: Grosze;
}

/** A non-fiscal print, such as the confirmation of a BLIK refund. */
export interface NonFiscalNote extends Frame {
  readonly kind: 'nonFiscalNote';
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
}

/** Of the fiscal reports: one day's totals, on paper as they are in fiscal memory. */
export interface DailyReport extends Frame, DailyFigures {
  readonly kind: 'dailyReport';
  /** Of the figures by the till's key, base64. */
  readonly signature: string;
}

/** Daily reports added up. */
export interface PeriodicReport extends Frame {
  readonly kind: 'periodicReport';
  readonly span: 'period' | 'month';
  /** First and last date, `2026-11-01`. */
  readonly from: string;
  readonly to: string;
  /** Every day for itself before the sum (PEŁNY); undefined: the sum alone (ŁĄCZNY). */
  readonly days?: readonly DailyFigures[];
  readonly sum: PeriodSum;
}

/** What happened to the till besides selling, from its fiscal memory. */
export interface EventsReport extends Frame {
  readonly kind: 'eventsReport';
  /** First and last date, `2026-11-01`. */
  readonly from: string;
  readonly to: string;
  readonly events: readonly { readonly position: number; readonly record: EventRecord }[];
}

/** The till's birth certificate, printed once. */
export interface FiscalisationReport extends Frame {
  readonly kind: 'fiscalisationReport';
  readonly registrationNumber?: string;
  /** When it is printed another time, the moment of the fiscalisation; otherwise `at`. */
  readonly fiscalisedAt?: EpochMs;
  readonly rates: readonly RateValue[];
  /** Base64 of the SPKI in DER. */
  readonly publicKey: string;
}

/** A non-fiscal report in sections: shift, cashiers, payment forms, goods, hours, drawer. */
export interface TableReport extends Frame {
  readonly kind: 'tableReport';
  readonly title: string;
  readonly sections: readonly {
    readonly heading?: string;
    readonly rows: readonly { readonly label: string; readonly value: string }[];
  }[];
}

export type Report =
  DailyReport | PeriodicReport | EventsReport | FiscalisationReport | TableReport;

/** The strip that says that the print above it broke off and what follows is printed again. */
export interface InterruptedPrint {
  readonly kind: 'interruptedPrint';
  readonly documentNumber: number;
  readonly at: EpochMs;
}

/** A document that bears a number and enters the journal's index. */
export type NumberedDocument = FiscalReceipt | CancelledReceipt | NonFiscalNote | Report;
export type Document = NumberedDocument | InterruptedPrint;
