"""The service: pages, roles and a record of who saw and changed what. It stores, permits and shows;
every figure comes from `kinward`."""
