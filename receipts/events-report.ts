import type { EventRecord, RateChangeRecord } from '../src/kernel/fiscal-record.ts';
import { localDateTime } from '../src/kernel/time.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { EventsReport } from './document.ts';
import { centred, fiscalWord, ruled, sides } from './frame.ts';
import { rateInWords } from './sales-figures.ts';

const names: Readonly<Record<EventRecord['kind'], string>> = {
  fiscalisation: 'FISKALIZACJA',
  rateChange: 'ZMIANA STAWEK PTU',
  powerFailure: 'AWARIA ZASILANIA',
  reset: 'ZEROWANIE PAMIĘCI',
};

/** Every event with its place in the fiscal memory. */
export function eventsReport(report: EventsReport, columns: Columns): PaperLine[] {
  const { from, to, events } = report;
  return [
    ...centred(`RAPORT ${fiscalWord(report)} ZDARZEŃ`, columns, 'bold'),
    ...sides(`OD: ${from}`, `DO: ${to}`, columns),
    ruled(columns),
    ...events.flatMap(({ position, record }) => [
      ...sides(`${position}. ${names[record.kind]}`, localDateTime(record.at), columns),
      ...details(record, columns),
    ]),
    ...(events.length > 0 ? [ruled(columns)] : []),
    ...sides('LICZBA ZDARZEŃ', `${events.length}`, columns),
  ];
}

function details(record: EventRecord, columns: Columns): PaperLine[] {
  switch (record.kind) {
    case 'fiscalisation':
      return sides('NUMER UNIKATOWY', record.uniqueNumber, columns);
    case 'rateChange':
      return changes(record, columns);
    case 'reset':
      return sides('PRZYCZYNA', record.reason, columns);
    case 'powerFailure':
      return [];
  }
}

/** `A   22,00 % -> 23,00 %`: only the rates that were changed. */
function changes({ before, after }: RateChangeRecord, columns: Columns): PaperLine[] {
  const letters = new Set([...before, ...after].map(({ letter }) => letter));
  return [...letters].toSorted().flatMap((letter) => {
    const [old, now] = [before, after].map((rates) =>
      rateInWords(rates.find((rate) => rate.letter === letter)),
    );
    return old === now ? [] : sides(`PTU ${letter}`, `${old} -> ${now}`, columns);
  });
}
