import { z } from 'zod';
import { BILL_KINDS } from '../domain/billing/billCorrection.ts';
import type { DecimalText } from '../domain/money.ts';
import { defineCommand, defineQuery } from './define.ts';
import { decimalAmount, id, localDateText, number, page, pageOf, text } from './fields.ts';
import { FILE_REFUSALS, fileEncoding, lineError } from './files.ts';
import { register } from './meters.ts';

const path = z.string().min(1).max(1000);
const version = z.int().min(1);

/** `household` or a class of the office: late fees and reading checks depend on it. */
const customerClass = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

/**
 * Imports customers, service points, meters, opening readings and tariffs from a spreadsheet, one
 * row a meter. Good lines are taken, bad ones listed; the same file again changes nothing. A changed
 * name, address or route is taken over; a different meter or tariff is a bad line, because those have
 * dates and commands of their own.
 */
export const customerImport = defineCommand({
  name: 'customer.import',
  stage: 'customers',
  permission: 'customer.import',
  input: z.strictObject({
    path,
    profileCode: z.string().max(60).default('customer_template'),
    /** Takes the place of the profile's encoding. */
    encoding: fileEncoding.optional(),
  }),
  output: z.strictObject({
    lineCount: z.int(),
    createdCount: z.int(),
    updatedCount: z.int(),
    unchangedCount: z.int(),
    rejectedCount: z.int(),
    created: z.strictObject({
      routes: z.int(),
      customers: z.int(),
      servicePoints: z.int(),
      meters: z.int(),
      readings: z.int(),
    }),
    /** The first thousand. */
    errors: z.array(lineError),
  }),
  refusals: ['profile_not_found', ...FILE_REFUSALS],
});

/**
 * Writes the lines of a customer file that are not taken, with number, reason and text, as CSV for a spreadsheet. The file
 * is read again and tried as an import would, and nothing is changed: after an import its good lines are taken already, and
 * what is left is what was refused.
 */
export const customerExportErrors = defineCommand({
  name: 'customer.exportErrors',
  stage: 'customers',
  permission: 'customer.import',
  input: z.strictObject({ ...customerImport.input.shape, errorsPath: path }),
  output: z.strictObject({ path, lineCount: z.int() }),
  refusals: ['profile_not_found', ...FILE_REFUSALS, 'nothing_to_export', 'not_writable'],
});

/** Writes an empty spreadsheet with the headings that an import finds, an example and notes. */
export const customerExportTemplate = defineCommand({
  name: 'customer.exportTemplate',
  stage: 'customers',
  permission: 'customer.view',
  input: z.strictObject({ path, kind: z.enum(['customer', 'meter_long', 'meter_wide']).default('customer') }),
  output: z.strictObject({ path }),
  refusals: ['not_writable'],
});

/** Adds a customer (`customerId` null) or changes one. */
export const customerSave = defineCommand({
  name: 'customer.save',
  stage: 'customers',
  permission: 'customer.edit',
  input: z.strictObject({
    customerId: id.nullable(),
    expectedVersion: version.nullable(),
    accountNo: number,
    name: text(120).min(1),
    address: text(300),
    phone: text(60).default(''),
    customerClass,
    householdSize: z.int().min(1).max(99).nullable().default(null),
    state: z.enum(['active', 'closed']).default('active'),
  }),
  output: z.strictObject({ customerId: id, version }),
  /** `account_no_fixed`: the account number stays once bills exist. */
  refusals: ['not_found', 'stale_version', 'account_no_taken', 'account_no_fixed', 'service_point_active'],
});

/**
 * Customers by account number. `search` with a digit in a single word finds account and meter
 * numbers that begin with it, anything else names and addresses that contain it.
 */
export const customerPage = defineQuery({
  name: 'customer.page',
  stage: 'customers',
  permission: 'customer.view',
  input: z.strictObject({
    ...page,
    search: text(80).optional(),
    routeId: id.optional(),
    state: z.enum(['active', 'closed']).optional(),
  }),
  output: pageOf(
    z.strictObject({
      customerId: id,
      accountNo: z.string(),
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      customerClass: z.string(),
      state: z.enum(['active', 'closed']),
      /** Of the customer's service points, in their order. */
      servicePoints: z.array(
        z.strictObject({
          servicePointId: id,
          servicePointNo: z.string(),
          routeNo: z.string(),
          routeName: z.string(),
          meterNo: z.string().nullable(),
        }),
      ),
    }),
  ),
});

/** Everything about one customer on one screen. */
export const customerDetail = defineQuery({
  name: 'customer.detail',
  stage: 'customers',
  permission: 'customer.view',
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({
    customer: z.strictObject({
      customerId: id,
      accountNo: z.string(),
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      customerClass: z.string(),
      householdSize: z.int().nullable(),
      state: z.enum(['active', 'closed']),
      version,
    }),
    balance: z.strictObject({ owedMinor: z.int(), prepaidMinor: z.int() }),
    servicePoints: z.array(
      z.strictObject({
        servicePointId: id,
        servicePointNo: z.string(),
        address: z.string(),
        capacityKva: z.string().nullable(),
        state: z.enum(['active', 'closed']),
        version,
        routeId: id,
        routeNo: z.string(),
        routeName: z.string(),
        routePosition: z.int(),
        /** The meter of today first. */
        installations: z.array(
          z.strictObject({
            installationId: id,
            version,
            meterId: id,
            meterVersion: version,
            meterNo: z.string(),
            digits: z.int(),
            decimals: z.int(),
            multiplier: z.string(),
            registers: z.array(register),
            periodMapping: z.record(z.string(), register),
            /** What its registers showed when it was put up here. */
            initialReadings: z.array(z.strictObject({ registerCode: register, value: z.string() })),
            installedOn: z.string(),
            removedOn: z.string().nullable(),
          }),
        ),
        tariffs: z.array(
          z.strictObject({
            assignmentId: id,
            tariffId: id,
            tariffCode: z.string(),
            tariffName: z.string(),
            startOn: z.string(),
            endOn: z.string().nullable(),
          }),
        ),
        /** The latest first, at most sixty; superseded versions are not among them. */
        readings: z.array(
          z.strictObject({
            readingId: id,
            meterNo: z.string(),
            registerCode: register,
            readOn: z.string(),
            period: z.string(),
            value: z.string(),
            kind: z.string(),
            source: z.string(),
          }),
        ),
      }),
    ),
    /** The latest first, at most thirty-six. */
    bills: z.array(
      z.strictObject({
        billId: id,
        billNo: z.string(),
        kind: z.enum(BILL_KINDS),
        period: z.string(),
        totalKwh: z.string(),
        totalMinor: z.int(),
        issuedOn: z.string(),
        dueOn: z.string(),
        receivedMinor: z.int().nullable(),
        receivableState: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['not_found'],
});

/** Adds a service point of a customer (`servicePointId` null) or changes one. */
export const servicePointSave = defineCommand({
  name: 'servicePoint.save',
  stage: 'customers',
  permission: 'customer.edit',
  input: z.strictObject({
    servicePointId: id.nullable(),
    expectedVersion: version.nullable(),
    customerId: id,
    servicePointNo: number,
    routeId: id,
    routePosition: z.int().min(0).max(9_999_999),
    address: text(300),
    capacityKva: decimalAmount.nullable().default(null),
    state: z.enum(['active', 'closed']).default('active'),
  }),
  output: z.strictObject({ servicePointId: id, version }),
  /** `customer_fixed`: a service point that was billed stays with its customer. */
  refusals: [
    'not_found',
    'stale_version',
    'customer_not_found',
    'route_not_found',
    'service_point_no_taken',
    'customer_fixed',
    'meter_installed',
  ],
});

/**
 * Turns the unknown meters of an imported meter file into customers, service points and meters, as
 * on a first load, and takes their readings. Where a line names an account and no meter, the account and
 * its service point are made and the line waits (`account_without_meter`) until a meter is installed there; the
 * same command takes it then. Digits, decimals, class and tariff are said by the
 * person, because a file does not say them and nothing is guessed.
 */
export const servicePointAdoptLines = defineCommand({
  name: 'servicePoint.adoptLines',
  stage: 'customers',
  permission: 'customer.import',
  input: z.strictObject({
    batchId: id,
    routeId: id,
    /** Only these lines of the file; all unknown ones when absent. */
    lineNos: z.array(z.int()).max(100_000).optional(),
    customerClass,
    tariffId: id.nullable(),
    digits: z.int().min(3).max(12),
    decimals: z.int().min(0).max(4).default(0),
    /** For lines that do not state one. */
    multiplier: decimalAmount.default('1' as DecimalText),
  }),
  output: z.strictObject({
    customers: z.int(),
    servicePoints: z.int(),
    meters: z.int(),
    readings: z.int(),
    /** Lines that stay unknown, with the reason. */
    errors: z.array(lineError),
  }),
  refusals: ['not_found', 'route_not_found', 'tariff_not_found', 'nothing_to_adopt'],
});

/** Adds a reading route (抄表段) or changes one. */
export const routeSave = defineCommand({
  name: 'route.save',
  stage: 'customers',
  permission: 'customer.edit',
  input: z.strictObject({
    routeId: id.nullable(),
    expectedVersion: version.nullable(),
    routeNo: number,
    name: text(80).min(1),
    cycleDay: z.int().min(1).max(31),
    readerUserId: id.nullable().default(null),
  }),
  output: z.strictObject({ routeId: id, version }),
  refusals: ['not_found', 'stale_version', 'route_no_taken', 'reader_not_found'],
});

export const routeList = defineQuery({
  name: 'route.list',
  stage: 'customers',
  permission: 'customer.view',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        routeId: id,
        routeNo: z.string(),
        name: z.string(),
        cycleDay: z.int(),
        readerUserId: id.nullable(),
        readerName: z.string().nullable(),
        /** Active service points. */
        pointCount: z.int(),
        version,
      }),
    ),
  }),
});

/** Gives a service point a tariff from a day on; the one before ends on that day. */
export const tariffAssignmentSave = defineCommand({
  name: 'tariffAssignment.save',
  stage: 'customers',
  permission: 'tariff.assign',
  input: z.strictObject({ servicePointId: id, tariffId: id, startOn: localDateText }),
  output: z.strictObject({ assignmentId: id }),
  refusals: [
    'not_found',
    'tariff_not_found',
    'tariff_not_active',
    'already_assigned',
    'not_after_current',
    'already_billed',
  ],
});
