import type {
  CancelledReceipt,
  FiscalReceipt,
  Frame,
  InterruptedPrint,
  NonFiscalNote,
} from '../../receipts/document.ts';
import { parseMoment } from '../../src/kernel/time.ts';

export const frame: Frame = {
  seller: {
    name: 'Sklep Pod Lipą Wojciech Źdźbło',
    address: ['ul. Świętojańska 7', '81-368 Gdynia'],
    nip: '5222628262',
  },
  documentNumber: 743,
  tillNumber: '001',
  uniqueNumber: 'ZBF 1801007587',
  cashier: { number: 1, name: 'Anna' },
  at: parseMoment('2026-11-20T10:58'),
  digest: '5561F35A5FB3114F6B3A5E00354CA957CC7E99AC',
  fiscal: true,
};

export const receipt: FiscalReceipt = {
  ...frame,
  kind: 'fiscalReceipt',
  receiptNumber: 12,
  lines: [
    { name: 'Mleko', rate: 'B', unitPrice: 999, quantity: 1000, value: 999 },
    {
      name: 'Ser żółty dojrzewający w plastrach, opakowanie rodzinne',
      rate: 'B',
      unitPrice: 3990,
      quantity: 250,
      value: 998,
    },
    {
      name: 'Długopis „Gęś” – niebieski',
      rate: 'A',
      unitPrice: 450,
      quantity: 3000,
      value: 1350,
      voided: true,
    },
    { name: 'Zeszyt', rate: 'A', unitPrice: 1230, quantity: 1000, value: 1230 },
    { name: 'Porada prawna', rate: 'E', unitPrice: 5000, quantity: 1000, value: 5000 },
  ],
  rates: [
    { letter: 'A', percent: 2300, gross: 1230, tax: 230 },
    { letter: 'B', percent: 800, gross: 1997, tax: 148 },
    { letter: 'E', gross: 5000, tax: 0 },
  ],
  totalTax: 378,
  total: 8227,
  payments: [
    { type: 'MOBILNA', name: 'Blik', amount: 5000 },
    { type: 'GOTÓWKA', amount: 5000 },
  ],
  change: 1773,
};

export const trainingReceipt: FiscalReceipt = { ...receipt, fiscal: false };

export const cancelled: CancelledReceipt = {
  ...frame,
  kind: 'cancelledReceipt',
  receiptNumber: 12,
  lines: receipt.lines.slice(0, 3),
  total: 1997,
};

export const note: NonFiscalNote = {
  ...frame,
  kind: 'nonFiscalNote',
  title: 'POTWIERDZENIE ZWROTU BLIK',
  rows: [
    { label: 'Kwota zwrotu', value: '50,00 PLN' },
    { label: 'Paragon', value: '00012' },
    { label: 'Identyfikator transakcji', value: '0f2c9a4e-70a1-4b1e-9b59-0c5d0f6d1c11' },
  ],
};

export const strip: InterruptedPrint = {
  kind: 'interruptedPrint',
  documentNumber: 743,
  at: frame.at,
};
