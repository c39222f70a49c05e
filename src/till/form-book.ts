import type { Form } from './form.ts';
import { cashierForms } from './cashier-forms.ts';
import { drawerForms } from './drawer-forms.ts';
import { programmingForms } from './programming-forms.ts';
import { reportForms } from './report-forms.ts';
import { serviceForms } from './service-forms.ts';

const forms = {
  ...programmingForms,
  ...cashierForms,
  ...reportForms,
  ...serviceForms,
  ...drawerForms,
};

export type FormName = keyof typeof forms;

/** Every form of the till, by name. */
export const formBook: Readonly<Record<string, Form>> = forms;
