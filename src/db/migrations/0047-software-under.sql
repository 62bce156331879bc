-- Under which rules a device's software was handed over last: a server that starts derives what is not yet, instead of everything.
ALTER TABLE software_standing ADD COLUMN under bytea CHECK (octet_length(under) = 32);
GRANT UPDATE (under) ON software_standing TO tejun_app;
