import { localDateTime } from '../src/kernel/time.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { FiscalisationReport } from './document.ts';
import { centred, fiscalWord, ruled, sides } from './frame.ts';
import { rateValues } from './sales-figures.ts';

/** Whose till it is from now on, with which numbers, rates and key. */
export function fiscalisationReport(report: FiscalisationReport, columns: Columns): PaperLine[] {
  const { seller, uniqueNumber, registrationNumber, rates, publicKey } = report;
  const { at, fiscalisedAt = at } = report;
  return [
    ...centred(`RAPORT ${fiscalWord(report)} FISKALIZACJI`, columns, 'bold'),
    ruled(columns),
    ...sides('NIP', seller.nip, columns),
    ...sides('NUMER UNIKATOWY', uniqueNumber, columns),
    ...(registrationNumber === undefined
      ? []
      : sides('NUMER EWIDENCYJNY', registrationNumber, columns)),
    ...sides('DATA FISKALIZACJI', localDateTime(fiscalisedAt), columns),
    ruled(columns),
    ...rateValues(rates, columns),
    ruled(columns),
    { text: 'KLUCZ PUBLICZNY' },
    ...centred(publicKey, columns),
  ];
}
