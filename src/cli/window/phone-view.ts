import { Box } from 'ink';
import { createElement, type ReactElement } from 'react';
import { formatGrosze } from '../../kernel/money.ts';
import { spacedCode } from '../../till/attempt.ts';
import type { PhoneView } from '../../world/bank-app.ts';
import type { Arrangement } from './arrangement.ts';
import { framed, line, sides } from './frame.ts';
import type { WindowState } from './window-state.ts';
import { label } from './window-text.ts';

/** The customers' phones, as many as have room; the chosen one is always among them. */
export function phonesView(state: WindowState, arrangement: Arrangement): ReactElement {
  const { phones, chosenPhone } = state;
  const { phoneWidth: width, phoneCount } = arrangement;
  const first = Math.max(0, chosenPhone - phoneCount + 1);
  const frames = phones
    .slice(first, first + phoneCount)
    .map((phone, index) => phoneView(phone, width, first + index === chosenPhone));
  const none = () =>
    framed(
      { title: label.noPhone, width },
      label.noPhones.map((row) => line(row)),
    );
  const column = { flexDirection: 'column', flexShrink: 0 } as const;
  return createElement(Box, column, ...(frames.length > 0 ? frames : [none()]));
}

function phoneView(phone: PhoneView, width: number, chosen: boolean): ReactElement {
  const { owner, balanceGrosze, code, request } = phone;
  const inner = width - 2;
  const rows = [
    sides(label.balance, label.amount(formatGrosze(balanceGrosze)), inner),
    sides(
      label.code,
      code ? label.codeFor(spacedCode(code.code), time(code)) : label.noCode,
      inner,
    ),
    sides(
      label.request,
      request ? label.amount(formatGrosze(request.amountGrosze)) : label.noRequest,
      inner,
    ),
    request ? sides(` ${request.merchant}`, time(request), inner) : '',
    ...(chosen ? label.phoneKeys : []),
  ];
  const asked = (index: number) => ({
    bold: request !== undefined && (index === 2 || index === 3),
  });
  return framed(
    { title: label.phone(owner), width },
    rows.map((row, index) => line(row, asked(index))),
  );
}

function time({ remainingMs }: { readonly remainingMs: number }): string {
  return label.seconds(Math.ceil(remainingMs / 1000));
}
