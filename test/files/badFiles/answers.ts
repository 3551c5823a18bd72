import type { FaultName } from './faults.ts';

/**
 * What a reader answers: by its name, by what it reads (the first word of its name), by the kind of file, or what all
 * others answer. A reader without an answer fails the test, and so does an answer that no reader gives.
 */
export type Answers = Readonly<Record<string, string>>;

const all = (others: string): Answers => ({ others });

/** A line of which nothing was taken; entries of XML are counted without a header, documents have no lines. */
const bad = (lineNo: number | null, code: string) => `taken nothing; line ${lineNo} ${code}`;

const GOOD = all('taken 12');
const banks = (answer: string) => ({ icbc: answer, boc: answer, ccb: answer });
const badValue = (ofBanks = bad(2, 'amount_invalid')): Answers => ({
  ...banks(ofBanks),
  camt: bad(1, 'amount_invalid'),
  tariff: bad(2, 'not_a_decimal'),
  json: bad(null, 'not_a_decimal'),
  others: bad(2, 'not_a_number'),
});
/** Neither statements in XML nor tariffs have accounts, and tariffs no days. */
const badAccount = (ofBanks: string, others: string): Answers => ({
  ...banks(ofBanks),
  camt: 'taken 12',
  tariff: 'taken 12',
  others,
});
const badDay: Answers = {
  ...banks(bad(2, 'date_invalid')),
  camt: bad(1, 'date_invalid'),
  tariff: 'taken 12',
  others: bad(2, 'not_a_date'),
};
const lostCharacters: Answers = {
  camt: bad(1, 'characters_lost'),
  json: 'file_damaged in line 6',
  others: bad(2, 'characters_lost'),
};
/** XML and documents say themselves, or by their standard, what they are written in. */
const otherEncoding = { camt: 'file_undecodable in line 3', json: 'file_undecodable in line 6' };

export const ANSWERS: Readonly<Record<FaultName, Answers>> = {
  'a good file': GOOD,
  'nothing, not a byte': all('file_empty'),
  'only the mark of UTF-8': all('file_empty'),
  'only the mark of UTF-16': all('file_empty'),
  'blank lines': all('file_empty'),
  // A day on which nothing moved has a statement too.
  'a header and nothing below': {
    camt: 'taken nothing',
    tariff: bad(null, 'too_small'),
    others: 'file_empty',
  },
  // NEM13 does without one.
  'lines without a header': {
    nem13: 'taken 12',
    tariff: bad(null, 'header_missing'),
    others: 'header_missing',
  },
  'cut in half': {
    nem13: 'taken nothing; line 2 wrong_cell_count; line 2 end_record_missing',
    camt: 'file_truncated in line 1',
    xls: 'file_damaged',
    'customer csv': 'file_empty',
    'icbc csv': 'header_missing',
    'icbc tsv': 'header_missing',
    'boc csv': 'header_missing',
    others: 'file_truncated',
  },
  'cut inside a character': all('file_truncated'),
  'bytes of no meaning': all('file_undecodable in line 1'),
  'a picture': { json: 'file_undecodable in line 1', others: 'file_undecodable in line 3' },
  'a PDF': {
    nem13: 'format_unknown',
    camt: 'profile_needed',
    tariff: bad(null, 'header_missing'),
    json: 'not_json in line 1',
    others: 'header_missing',
  },
  'a zip of other things': { json: 'file_undecodable in line 1', others: 'format_unknown' },
  'a letter of an old Word': { json: 'file_undecodable in line 1', others: 'format_unknown' },
  'a workbook with a password': { json: 'file_undecodable in line 1', others: 'password_protected' },
  'the page of a system that wants a password': { json: 'not_json in line 1', others: 'format_unknown' },

  'UTF-16 LE with its mark': GOOD,
  'UTF-16 BE with its mark': GOOD,
  'UTF-16 LE without a mark': {
    ...otherEncoding,
    'boc csv': 'file_undecodable in line 1',
    others: 'file_undecodable in line 2',
  },
  'UTF-16 BE without a mark': { ...otherEncoding, others: 'file_undecodable in line 1' },
  GB18030: { ...otherEncoding, others: 'taken 12' },
  // For a tariff nobody can say an encoding: the file is looked at.
  'GB18030 that was said to be UTF-8': { tariff: 'taken 12', others: 'file_undecodable in line 1' },
  'UTF-8 that was said to be GB18030': {
    nem13: 'taken 12',
    tariff: 'taken 12',
    long: 'file_undecodable in line 2',
    icbc: 'header_missing',
    boc: 'header_missing',
    others: 'file_undecodable in line 1',
  },
  'Latin-1, which has no Chinese': { ...otherEncoding, others: 'file_undecodable in line 2' },
  // Where nothing has to be understood but digits, nobody can know.
  'UTF-8 stored as if it were GBK': {
    nem13: 'taken 12',
    camt: 'taken 12',
    json: 'taken 12',
    tariff: bad(null, 'header_missing'),
    others: 'header_missing',
  },
  'a character that was lost': lostCharacters,
  'characters that were lost twice': lostCharacters,
  'a zero character': {
    camt: 'file_undecodable in line 3',
    json: bad(null, 'control_characters'),
    others: 'file_undecodable in line 2',
  },
  'lines that end with CR LF': GOOD,
  'lines that end with CR': GOOD,
  'a quote that is never closed': {
    tariff: bad(2, 'quote_not_closed'),
    others: 'taken 12 of 0003; line 2 quote_not_closed',
  },
  'a line of 10 MB': { tariff: 'file_too_large', others: 'taken 12 of 0003; line 2 line_too_long' },
  'a line of 200,000 characters': {
    camt: 'taken 12; line 1 line_too_long',
    tariff: bad(2, 'line_too_long'),
    json: `${bad(null, 'too_big')}; line null code_twice`,
    others: 'taken 12 of 0003; line 2 line_too_long',
  },
  'a cell of 100,000 characters': {
    tariff: bad(2, 'line_too_long'),
    others: 'taken 12 of 0003; line 2 line_too_long',
  },

  // Two payments may be alike, and a service point named twice is for the ledger to judge.
  'the same line twice': {
    ...banks('taken 12, 12'),
    customer: 'taken 12, 12',
    camt: 'taken 12, 12',
    tariff: bad(3, 'code_twice'),
    json: bad(null, 'code_twice'),
    others: 'taken 12; line 3 duplicate_line',
  },
  'ten times the value': all('taken 120'),
  'a tenth of the value': all('taken 1.2'),
  'digits of full width': badValue(),
  'an account of full width': badAccount('taken 12 of ０００１', bad(2, 'full_width')),
  'separated thousands': badValue('taken 1200'),
  'thousands separated wrongly': badValue(),
  'a currency sign': badValue('taken 12'),
  'brackets for less than nothing': badValue(),
  'a value as a power of ten': badValue(),
  'an account as a power of ten': badAccount(bad(2, 'identifier_not_exact'), bad(2, 'digits_lost')),
  'the text of a formula': badValue(),
  'an account in a formula': GOOD,
  'a unit behind the value': badValue(),
  'a day that does not exist': badDay,
  "a day as Excel's number": badDay,

  'numbers as numbers': GOOD,
  'a day counted from 1900': GOOD,
  'a day counted from 1904': GOOD,
  'an account of more digits than Excel keeps': {
    ...banks(bad(2, 'identifier_not_exact')),
    // The route has the same number.
    customer: `${bad(2, 'digits_lost')}; line 2 digits_lost`,
    tariff: 'taken 12',
    others: bad(2, 'digits_lost'),
  },
  'a formula with its result': GOOD,
  'a formula that nobody calculated': all(bad(2, 'formula_error')),
  'a formula that failed': all(bad(2, 'formula_error')),
  '2,000 empty rows below': GOOD,
  '2,000 other texts': { tariff: bad(null, 'header_missing'), others: 'header_missing' },
  'a bomb that says how large it is': all('file_too_large'),
  'a bomb that does not say how large it is': all('file_damaged'),
  'a part more': GOOD,
  'lists in lists in lists': { json: 'nested_too_deep', camt: 'format_unknown' },
  'a list in place of a document': { json: 'not_an_object' },
  'a document type': { camt: 'file_damaged' },
};
