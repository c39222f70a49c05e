import { type PaymentForm, usualMaxChange } from './bases.ts';

/** What RAZEM at the subtotal pays with; also where the base of forms is empty. */
export function cashForm(base: readonly PaymentForm[]): PaymentForm {
  return (
    base.find(({ type }) => type === 'GOTÓWKA') ?? {
      ...{ number: 0, name: 'GOTÓWKA', type: 'GOTÓWKA' },
      maxChange: usualMaxChange,
    }
  );
}

/**
 * The forms as the list shows them. BLIK comes from the fetched configuration and stands at the very end
 * (RULES P13), its verification before it.
 */
export function listedForms(base: readonly PaymentForm[], blik: boolean): readonly PaymentForm[] {
  if (!blik) return base;
  const next = Math.max(0, ...base.map(({ number }) => number)) + 1;
  return [
    ...base,
    { number: next, name: 'Weryfikacja BLIK', type: 'MOBILNA', action: 'blikVerification' },
    { number: next + 1, name: 'Blik', type: 'MOBILNA', action: 'blik' },
  ];
}

/** `MOBILNA Blik`, but `GOTÓWKA` alone: the name is printed where it says more than the type. */
export function printedForm(form: PaymentForm): { type: string; name?: string } {
  const same = form.name.toUpperCase() === form.type;
  return same ? { type: form.type } : { type: form.type, name: form.name };
}
