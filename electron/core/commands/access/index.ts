import { changePassword } from './changePassword.ts';
import { clarifyCommand } from './clarifyCommand.ts';
import { confirmDay } from './confirmDay.ts';
import { createBackup } from './createBackup.ts';
import { createUser } from './createUser.ts';
import { saveBackupPlan } from './saveBackupPlan.ts';
import { saveOffice } from './saveOffice.ts';
import { saveParameters } from './saveParameters.ts';
import { signIn } from './signIn.ts';
import { signOut } from './signOut.ts';
import { unlockUser } from './unlockUser.ts';
import { updateUser } from './updateUser.ts';

export const accessCommands = [
  signIn,
  signOut,
  changePassword,
  createUser,
  updateUser,
  unlockUser,
  createBackup,
  saveBackupPlan,
  saveOffice,
  saveParameters,
  confirmDay,
  clarifyCommand,
];
