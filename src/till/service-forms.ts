import { issueNote } from './document.ts';
import type { Form } from './form.ts';

/** Forms of the manager's menu that serve the devices. */
export const serviceForms = {
  printText: {
    title: 'service.printText',
    fields: [{ name: 'text', kind: 'text', prompt: 'service.printedText' }],
    end: {
      apply: (context, { text = '' }, at) =>
        issueNote(context, at, {
          title: 'WYDRUK PRÓBNY',
          rows: [{ label: String(text), value: '' }],
        }),
      done: 'printer.done',
      target: 'printing',
    },
  },
  fiscalisation: {
    title: 'fiscalisation.title',
    fields: [
      {
        ...{ name: 'nip', kind: 'code', prompt: 'fiscalisation.nip', maxLength: 10 },
        check: (nip, { bases }) =>
          nip === bases.shop.nip ? undefined : 'fiscalisation.nipDiffers',
      },
    ],
    end: { target: 'confirmingFiscalisation' },
  },
} as const satisfies Readonly<Record<string, Form>>;
