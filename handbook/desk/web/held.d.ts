/** What `handbook/desk/forms.py` made, put before the forms' script when the folder is written. */
declare const HELD: Record<string, any>;
