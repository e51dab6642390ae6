@echo off
rem Starts Tangency with a Java 25 or newer runtime: TANGENCY_JAVA_HOME, JAVA_HOME, or the one on the PATH.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA_EXE=java.exe"
if defined JAVA_HOME set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
if defined TANGENCY_JAVA_HOME set "JAVA_EXE=%TANGENCY_JAVA_HOME%\bin\java.exe"
"%JAVA_EXE%" --module-path "%HOME_DIR%\lib\javafx" --add-modules javafx.controls,javafx.swing ^
    --enable-native-access=javafx.graphics --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC ^
    -Dh2.allowedClasses=none %TANGENCY_JVM_OPTIONS% -cp "%HOME_DIR%\lib\*" tangency.app.Main %*
exit /b %ERRORLEVEL%
