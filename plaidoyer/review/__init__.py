"""The reviewer's window: claim, quotation and source side by side, in a browser here or as a folder of pages."""
