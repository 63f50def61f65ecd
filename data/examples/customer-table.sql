-- Customers from a company's own table, a row each, in its own columns: what to write where yours differ.
-- Run it:   npm start -- --query data/examples/customer-table.sql
--
-- A query is one SELECT, and yields our columns (data/README.md): Customer_ID, and whatever else there is. Names of
-- files start at this folder; getvariable('file') is what --file gives. Text is read strictly, as from a file; a number,
-- a DATE or a BOOLEAN is taken as it is.

WITH source AS (
  -- All as text first: what is a number or a day is made one here, once.
  SELECT * REPLACE (
    -- 1.234,50: without the points, and with a point for the comma
    CAST(replace(replace("Net Sales 12M", '.', ''), ',', '.') AS DECIMAL(12, 2)) AS "Net Sales 12M",
    CAST(replace("Margin %", ',', '.') AS DOUBLE) AS "Margin %",
    CAST("Orders 12M" AS INTEGER) AS "Orders 12M",
    -- the day comes first: 31.12.2024
    CAST(strptime("First Order", '%d.%m.%Y') AS DATE) AS "First Order",
    CAST(strptime("Last Order", '%d.%m.%Y') AS DATE) AS "Last Order"
  ) FROM read_csv('customer-table.csv', all_varchar = true, header = true, delim = ';')
)
SELECT
  "Customer No" AS Customer_ID,
  -- years are counted to the latest day that the file knows, and not to today: a rerun gives the same
  year((SELECT max("Last Order") FROM source)) - CAST("Birth Year" AS INTEGER) AS Age,
  CASE Sex WHEN 'F' THEN 'Female' WHEN 'M' THEN 'Male' END AS Gender,
  Town AS Location,
  "Net Sales 12M" / "Orders 12M" AS Purchase_Amount,
  -- orders of twelve months; of fewer where the customer came later, three at least
  "Orders 12M" / least(12, greatest(3, date_diff('day', "First Order", (SELECT max("Last Order") FROM source)) / 30.4))
    AS Frequency_of_Purchase,
  "Last Order" AS Time_of_Purchase,
  "First Order" AS Customer_Since,
  Newsletter = 'Y' AS Customer_Loyalty_Program_Member,
  -- A number of your own keeps its name. With --features value,recency,Margin_Share customers are grouped by it as well.
  "Margin %" / 100 AS Margin_Share
FROM source
