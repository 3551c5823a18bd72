import { Decimal } from '../money.ts';

/** Numbers, operators and brackets; a percent sign belongs to the number before it. */
const TOKEN = /\s*(\d+(?:\.\d+)?|[×÷+\-()%])/y;

/**
 * Works out the formula of a bill line, as `BillTrace` writes it: `×` and `÷` before `+` and `-`, each from left to
 * right, `%` behind a number divides it by a hundred. `null` for text that is no such formula.
 */
export function evaluateFormula(text: string): Decimal | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  let place = 0;
  const next = () => tokens[place];

  const sum = (): Decimal | null => {
    let left = product();
    while (left !== null && (next() === '+' || next() === '-')) {
      const isPlus = tokens[place++] === '+';
      const right = product();
      left = right === null ? null : isPlus ? left.plus(right) : left.minus(right);
    }
    return left;
  };
  const product = (): Decimal | null => {
    let left = factor();
    while (left !== null && (next() === '×' || next() === '÷')) {
      const isTimes = tokens[place++] === '×';
      const right = factor();
      if (right === null || (!isTimes && right.isZero())) return null;
      left = isTimes ? left.times(right) : left.div(right);
    }
    return left;
  };
  const factor = (): Decimal | null => {
    const token = tokens[place++];
    if (token === '-') return factor()?.neg() ?? null;
    if (token === '(') {
      const inner = sum();
      return tokens[place++] === ')' ? inner : null;
    }
    if (token === undefined || !/^\d/.test(token)) return null;
    const value = new Decimal(token);
    if (next() !== '%') return value;
    place += 1;
    return value.div(100);
  };

  const value = sum();
  return place === tokens.length ? value : null;
}

const NUMBER = /^\d+(?:\.\d+)?$/;

/** A formula with its sign turned: `-(200 × 0.5)`, and back; a number alone needs no brackets: `-1000`. */
export function negatedFormula(formula: string): string {
  if (formula === '') return '';
  if (NUMBER.test(formula)) return `-${formula}`;
  if (formula.startsWith('-') && NUMBER.test(formula.slice(1))) return formula.slice(1);
  return isNegatedWhole(formula) ? formula.slice('-('.length, -')'.length) : `-(${formula})`;
}

/** `-(2 - 1)`, but not `-(2) - (1)`. */
function isNegatedWhole(formula: string): boolean {
  if (!formula.startsWith('-(')) return false;
  let depth = 0;
  const closes = [...formula].findIndex((letter) => {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    return letter === ')' && depth === 0;
  });
  return closes === formula.length - 1;
}

/** `1.00 + 2.00 - 0.50`; a single figure stands alone. */
export function sumText(figures: readonly string[]): string {
  return figures
    .map((figure, index) => {
      if (index === 0) return figure;
      return figure.startsWith('-') ? ` - ${figure.slice(1)}` : ` + ${figure}`;
    })
    .join('');
}

function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.trimEnd().length) {
    const token = pattern.exec(text)?.[1];
    if (token === undefined) return null;
    tokens.push(token);
  }
  return tokens.length === 0 ? null : tokens;
}
