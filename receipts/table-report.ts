import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { TableReport } from './document.ts';
import { centred, ruled, sides } from './frame.ts';

/** Sections of labels and values, ruled off from each other. */
export function tableReport(report: TableReport, columns: Columns): PaperLine[] {
  return [
    ...centred(report.title, columns, 'bold'),
    ruled(columns),
    ...report.sections.flatMap(({ heading, rows }) => [
      ...(heading === undefined ? [] : centred(heading, columns)),
      ...rows.flatMap(({ label, value }) => sides(label, value, columns)),
      ruled(columns),
    ]),
  ];
}
