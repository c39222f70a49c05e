import { isTextKey, text } from '../../text/catalogue.ts';

/** What an operator reads around the display, in Polish. */
export const label = {
  display: 'Kasa',
  keypad: 'Klawiatura',
  noPhone: 'Telefon klienta',
  phone: (owner: string) => `Telefon: ${owner}`,
  printer: 'DRUKARKA',
  rowsBelow: (rows: number) => `niżej wierszy: ${rows}, PgDn`,

  balance: 'Saldo',
  code: 'Kod BLIK',
  codeFor: (code: string, left: string) => `${code} (${left})`,
  noCode: 'brak',
  request: 'Do potwierdzenia',
  noRequest: 'nic',
  seconds: (seconds: number) => `${seconds} s`,
  amount: (amount: string) => `${amount} zł`,
  phoneKeys: ['t pokaż kod  Tab inny klient', 'y potwierdza  n odrzuca'],
  noPhones: ['Nie ma klienta z telefonem', 'w tym sklepie.'],

  linkChecking: 'Łącze: sprawdzam',
  linkUp: 'Łącze: jest',
  linkDown: 'Łącze: BRAK',
  journal: (entries: number, hash: string) => `Dziennik: wpisów ${entries}, skrót ${hash}`,
  journalStopped: (reason: string) => `Dziennik: NIE ZAPISUJE, ${reason}`,
  keys: 'PgUp PgDn przewija papier   q koniec',

  unknownKey: (name: string | undefined) =>
    name === undefined ? 'Ten klawisz nic tu nie robi' : `Klawisz ${name} nic tu nie robi`,
  confirmed: (owner: string) => `${owner}: płatność potwierdzona`,
  refused: (owner: string) => `${owner}: płatność odrzucona`,
  bankRefused: (owner: string) => `${owner}: bank odmówił`,
  nothingToAnswer: (owner: string) => `${owner}: nie ma płatności do potwierdzenia`,
  noCustomer: 'Nie ma klienta z telefonem',
  phoneSilent: 'Telefon nie odpowiada: sprawdź, czy działa: razem hosts',
  tooSmall: (columns: number, rows: number, least: { columns: number; rows: number }) =>
    `Powiększ okno do ${least.columns}×${least.rows} (jest ${columns}×${rows})`,
} as const;

/** Why the journal cannot be written, as the display says it. */
export function journalReason(code: string): string {
  const key = `reason.${code}`;
  return text(isTextKey(key) ? key : 'reason.journal.other');
}
