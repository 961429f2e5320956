export { setUp as default } from './set-up';
