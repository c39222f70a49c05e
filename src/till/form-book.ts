import type { Form } from './form.ts';
import { serviceForms } from './service-forms.ts';

const forms = { ...serviceForms };

export type FormName = keyof typeof forms;

/** Every form of the till, by name. */
export const formBook: Readonly<Record<string, Form>> = forms;
