/** What `handbook/desk/forms.py` made, put before the forms' script when the folder is written. */
declare const FORMS_DATA: Record<string, any>;
