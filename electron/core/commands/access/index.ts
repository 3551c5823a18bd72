import { changePassword } from './changePassword.ts';
import { createUser } from './createUser.ts';
import { signIn } from './signIn.ts';
import { signOut } from './signOut.ts';
import { unlockUser } from './unlockUser.ts';
import { updateUser } from './updateUser.ts';

export const accessCommands = [signIn, signOut, changePassword, createUser, updateUser, unlockUser];
