import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../domain/access/permissions.ts';
import { CLOCK_STATES } from '../domain/accounting/postingDay.ts';
import { defineCommand, defineQuery } from './define.ts';
import { id, localDateText, page, pageOf, periodText, text } from './fields.ts';

const role = z.enum(ROLES);
const userName = z.string().regex(/^[\p{L}\p{N}._-]{1,40}$/u);
const password = z.string().min(8).max(200);

const currentUser = z.strictObject({
  userId: id,
  userName: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  permissions: z.array(z.enum(PERMISSIONS as [string, ...string[]])),
  mustChangePassword: z.boolean(),
});

/** Signs a person in on this connection. Nothing in later messages says who the caller is. */
export const sessionSignIn = defineCommand({
  name: 'session.signIn',
  stage: 'access',
  permission: null,
  input: z.strictObject({ userName: text(40), password: z.string().max(200) }),
  output: currentUser,
  /** `locked_out` carries `until`; the answer is the same for unknown names and wrong passwords. */
  refusals: ['locked_out', 'wrong_credentials'],
});

export const sessionSignOut = defineCommand({
  name: 'session.signOut',
  stage: 'access',
  permission: null,
  input: z.strictObject({}),
  output: z.strictObject({}),
  refusals: [],
});

/** Who is signed in on this connection, `null` when nobody is. */
export const sessionCurrent = defineQuery({
  name: 'session.current',
  stage: 'access',
  permission: null,
  input: z.strictObject({}),
  output: z.strictObject({ user: currentUser.nullable() }),
});

export const sessionChangePassword = defineCommand({
  name: 'session.changePassword',
  stage: 'access',
  permission: 'session.use',
  input: z.strictObject({ currentPassword: z.string().max(200), newPassword: password }),
  output: z.strictObject({}),
  refusals: ['wrong_credentials', 'password_unchanged'],
});

/**
 * Says what became of the command whose id it carries, to the person who sent that one, and settles it: where it was not
 * done the id is used up by asking, so that a command still on its way is not done any more. Refused or never arrived is
 * the same here: nothing of it is in the ledger.
 */
export const commandClarify = defineCommand({
  name: 'command.clarify',
  stage: 'access',
  permission: 'session.use',
  input: z.strictObject({}),
  output: z.discriminatedUnion('state', [
    /** What was answered, or would have been. */
    z.strictObject({ state: z.literal('done'), commandName: z.string(), answer: z.unknown() }),
    z.strictObject({ state: z.literal('not_done') }),
  ]),
  /** `not_sender`: the command is somebody else's. */
  refusals: ['not_sender'],
});

const userRow = z.strictObject({
  userId: id,
  userName: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  state: z.enum(['active', 'disabled']),
  lockedUntil: z.string().nullable(),
  version: z.int(),
});

export const userList = defineQuery({
  name: 'user.list',
  stage: 'access',
  permission: 'user.view',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(userRow) }),
});

/** Adds a user, who has to change the first password at the first sign-in. */
export const userCreate = defineCommand({
  name: 'user.create',
  stage: 'access',
  permission: 'user.manage',
  input: z.strictObject({ userName, displayName: text(80).min(1), roles: z.array(role).min(1), password }),
  output: z.strictObject({ userId: id }),
  refusals: ['user_name_taken'],
});

export const userUpdate = defineCommand({
  name: 'user.update',
  stage: 'access',
  permission: 'user.manage',
  input: z.strictObject({
    userId: id,
    expectedVersion: z.int(),
    displayName: text(80).min(1),
    roles: z.array(role).min(1),
    state: z.enum(['active', 'disabled']),
    /** A new first password, when the old one is forgotten. */
    password: password.optional(),
  }),
  output: z.strictObject({ userId: id, version: z.int() }),
  /** `last_admin`: somebody must stay who can manage users. */
  refusals: ['not_found', 'stale_version', 'last_admin'],
});

export const userUnlock = defineCommand({
  name: 'user.unlock',
  stage: 'access',
  permission: 'user.manage',
  input: z.strictObject({ userId: id }),
  output: z.strictObject({ userId: id }),
  refusals: ['not_found', 'not_locked'],
});

/** The audit trail, newest first. */
export const auditPage = defineQuery({
  name: 'audit.page',
  stage: 'access',
  permission: 'audit.view',
  input: z.strictObject({
    ...page,
    /** What the person signs in with. */
    userName: z.string().max(40).optional(),
    commandName: z.string().max(60).optional(),
    subjectType: z.string().max(40).optional(),
    subjectId: z.string().max(80).optional(),
    /** Days of the office, both of them included. */
    fromOn: localDateText.optional(),
    untilOn: localDateText.optional(),
  }),
  output: pageOf(
    z.strictObject({
      sequence: z.int(),
      recordedAt: z.string(),
      userName: z.string(),
      commandName: z.string(),
      subjectType: z.string(),
      subjectId: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
});

const officeFacts = {
  name: text(80).min(1),
  /** The month that pages and commands propose: `yyyy-mm`. */
  currentPeriod: periodText,
  /** Days from issue to the day a bill is due. */
  dueAfterDays: z.int().min(0).max(365),
};

/** What the office is called and works by. */
export const officeDetail = defineQuery({
  name: 'office.detail',
  stage: 'access',
  permission: 'office.manage',
  input: z.strictObject({}),
  output: z.strictObject({
    ...officeFacts,
    currency: z.string(),
    timeZone: z.string(),
    version: z.int(),
  }),
});

/** The day that this computer shows, and how it fits to the books. */
export const officeClock = defineQuery({
  name: 'office.clock',
  stage: 'access',
  permission: 'session.use',
  input: z.strictObject({}),
  output: z.strictObject({
    businessDate: z.string(),
    /** The day of the last journal entry; `null` in new books. */
    lastPostedOn: z.string().nullable(),
    state: z.enum(CLOCK_STATES),
  }),
});

/**
 * States that the day which the computer shows is right though the books say another: after a clock that ran
 * ahead for a while, entries of days to come stay, and posting goes on from here.
 */
export const officeConfirmDay = defineCommand({
  name: 'office.confirmDay',
  stage: 'access',
  permission: 'office.manage',
  input: z.strictObject({ businessDate: localDateText }),
  output: z.strictObject({ businessDate: z.string() }),
  /** `day_differs` carries the day of now, `nothing_to_confirm` nothing. */
  refusals: ['day_differs', 'nothing_to_confirm'],
});

/** Changes what the office is called and works by; what was billed before stays as it is. */
export const officeSave = defineCommand({
  name: 'office.save',
  stage: 'access',
  permission: 'office.manage',
  input: z.strictObject({ ...officeFacts, expectedVersion: z.int() }),
  output: z.strictObject({ version: z.int() }),
  refusals: ['stale_version'],
});
